package dev.pulso.extractor.x;

/**
 * A rule of the filtered stream.
 *
 * @param id given by X; empty for one that is not there yet
 * @param tag names its owner and itself; cannot be changed
 */
record Rule(String id, String value, String tag) {
    private static final int LONGEST_TAG = 80;

    /** What the tags of a source's rules start with; rules of others are none of its business. */
    static String owner(String source) {
        return "pulso:" + source + ":";
    }

    static Rule wanted(String source, String value) {
        String name = value.length() > LONGEST_TAG ? value.substring(0, LONGEST_TAG) : value;
        return new Rule("", value, owner(source) + name);
    }
}
