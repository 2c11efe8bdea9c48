package dev.pulso.processor;

import java.util.List;

/**
 * Packages of the JDK that Spark reaches into; {@code spark-submit} opens them by itself
 * ({@code org.apache.spark.launcher.JavaModuleOptions}). A closed one is found out late, at worst when Spark tells of a failed
 * task: that kills the task's thread, and Spark waits for the task for ever.
 */
final class OpenPackages {
    static final List<String> NEEDED = List.of(
            "java.io",
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private OpenPackages() {}

    /** The options that this JVM was started without. */
    static List<String> missingOptions() {
        Module jdk = Object.class.getModule();
        Module ours = OpenPackages.class.getModule();
        return NEEDED.stream()
                // Later versions of the JDK may lack one, and so does Spark's use of it.
                .filter(name -> jdk.getPackages().contains(name) && !jdk.isOpen(name, ours))
                .map(OpenPackages::option)
                .toList();
    }

    static String option(String name) {
        return "--add-opens=java.base/" + name + "=ALL-UNNAMED";
    }
}
