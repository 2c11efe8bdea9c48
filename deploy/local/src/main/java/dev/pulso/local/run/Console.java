package dev.pulso.local.run;

import dev.pulso.local.settings.Node;
import java.io.PrintWriter;

/** The short account of what happens; everything longer is in the log files. */
public final class Console {
    private static final int PREFIX_WIDTH = 20;

    private final PrintWriter out;

    public Console(PrintWriter out) {
        this.out = out;
    }

    public void say(String line) {
        line("pulso", line);
    }

    public void say(Node node, String line) {
        line(node.title(), line);
    }

    private synchronized void line(String prefix, String line) {
        out.printf("%-" + PREFIX_WIDTH + "s| %s%n", prefix, line);
        out.flush();
    }
}
