package dev.pulso.extractor.format;

/**
 * A physical line without its line feed.
 *
 * @param number from 1
 * @param cut whether it was longer than allowed; {@code bytes} then hold its beginning only
 */
record Line(long number, byte[] bytes, boolean cut) {
    boolean isBlank() {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
