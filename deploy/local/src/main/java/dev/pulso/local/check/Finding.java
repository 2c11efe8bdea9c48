package dev.pulso.local.check;

/**
 * One thing that was looked at.
 *
 * @param subject what
 * @param good whether Pulso can run with it
 * @param detail what was found
 * @param remedy what to do about it; empty if good
 */
public record Finding(String subject, boolean good, String detail, String remedy) {
    public static Finding good(String subject, String detail) {
        return new Finding(subject, true, detail, "");
    }

    public static Finding bad(String subject, String detail, String remedy) {
        return new Finding(subject, false, detail, remedy);
    }
}
