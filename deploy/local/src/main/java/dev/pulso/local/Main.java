package dev.pulso.local;

import dev.pulso.local.command.Pulso;

/** Entry point of {@code deploy/pulso}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Pulso.execute(args));
    }
}
