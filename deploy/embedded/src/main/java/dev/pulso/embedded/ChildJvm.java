package dev.pulso.embedded;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a child JVM that ends with its parent and hears no Ctrl-C of the parent's terminal: the parent
 * decides in which order its children stop.
 */
public final class ChildJvm {
    private static final Path SET_SESSION = Path.of("/usr/bin/setsid");

    private ChildJvm() {}

    /**
     * The command; the starter must leave the child's standard input open.
     *
     * @param options JVM options
     * @param classPath as {@code java -cp} takes it
     * @param mainClass to run
     * @param arguments of the main class
     */
    public static List<String> command(
            List<String> options, String classPath, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        // A session of its own keeps the terminal's signals away. macOS has no such command: there the order is lost.
        if (Files.isExecutable(SET_SESSION)) {
            command.add(SET_SESSION.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(classPath + ":" + ownClasses());
        command.add(StopsWithParent.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** The jar or folder this class was loaded from: the child needs {@link StopsWithParent}. */
    private static Path ownClasses() {
        try {
            return Path.of(StopsWithParent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the location of the classes is no path", e);
        }
    }
}
