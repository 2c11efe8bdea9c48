package dev.pulso.local.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens a page in the desktop's browser, if there is a desktop. */
final class Browser {
    private static final List<Path> OPENERS = List.of(Path.of("/usr/bin/open"), Path.of("/usr/bin/xdg-open"));

    private Browser() {}

    static void open(String url) {
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        boolean desktop = mac || System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        if (!desktop) {
            return;
        }
        for (Path opener : mac ? OPENERS.subList(0, 1) : OPENERS.subList(1, 2)) {
            if (Files.isExecutable(opener)) {
                start(opener, url);
            }
        }
    }

    private static void start(Path opener, String url) {
        try {
            new ProcessBuilder(opener.toString(), url)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // The address is on the console as well.
        }
    }
}
