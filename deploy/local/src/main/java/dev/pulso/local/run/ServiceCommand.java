package dev.pulso.local.run;

import dev.pulso.embedded.ChildJvm;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How each service is started: its command line and its environment. */
public final class ServiceCommand {
    static final String DATABASE_USER = "pulso";

    private static final String QUARKUS_MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final String PROCESSOR_MAIN = "dev.pulso.processor.Main";
    private static final List<String> SPARK_OPENS = List.of("java.lang", "java.nio", "java.util", "sun.nio.ch");

    private final Settings settings;
    private final Secrets secrets;

    ServiceCommand(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /** The file whose presence says that the service is built. */
    public static Path artefact(Settings settings, Part part) {
        Path target = settings.root().resolve(part.title()).resolve("target");
        return part == Part.PROCESSOR ? target.resolve("lib") : target.resolve("quarkus-app/quarkus-run.jar");
    }

    static boolean isBuilt(Settings settings, Part part) {
        return Files.exists(artefact(settings, part));
    }

    List<String> command(Part part) {
        List<String> options = new ArrayList<>();
        options.add("-Xmx" + settings.memory(part) + "m");
        options.add("-XX:+UseSerialGC");
        options.add("-XX:+ExitOnOutOfMemoryError");
        options.add("-Duser.timezone=UTC");
        options.add("-Dfile.encoding=UTF-8");
        if (part != Part.PROCESSOR) {
            options.add("-XX:MaxMetaspaceSize=160m");
            String jar = artefact(settings, part).toString();
            return ChildJvm.command(options, jar, QUARKUS_MAIN, List.of());
        }
        for (String opened : SPARK_OPENS) {
            options.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        Path target = artefact(settings, part).resolveSibling("*");
        return ChildJvm.command(options, target + ":" + artefact(settings, part) + "/*", PROCESSOR_MAIN, List.of());
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PULSO_HOST", "127.0.0.1");
        environment.put("PULSO_KAFKA", "127.0.0.1:" + settings.port(Part.KAFKA));
        for (Part part : Part.values()) {
            if (part.isService()) {
                environment.put("PULSO_" + part.name() + "_PORT", Integer.toString(settings.port(part)));
                environment.put("PULSO_" + part.name() + "_URL", settings.url(part));
            }
        }
        environment.put("PULSO_DB_URL", "jdbc:postgresql://127.0.0.1:" + settings.port(Part.POSTGRES) + "/pulso");
        environment.put("PULSO_DB_USER", DATABASE_USER);
        environment.put("PULSO_DB_PASSWORD", secrets.databasePassword());
        environment.put("PULSO_AUTHOR_KEY_FILE", secrets.authorKey().toString());
        environment.put("PULSO_DATA_DIR", settings.data().toString());
        return environment;
    }
}
