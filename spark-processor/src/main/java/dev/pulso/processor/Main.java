package dev.pulso.processor;

import dev.pulso.processor.settings.Settings;

/** Entry of the process. Ends with 0 after a signal, with 1 after a fault of its own. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        System.exit(Processor.run(Settings.load()));
    }
}
