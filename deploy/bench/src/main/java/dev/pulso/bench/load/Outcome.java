package dev.pulso.bench.load;

/** What the sender of a message knows of it. */
public enum Outcome {
    /** Acknowledged: a promise. */
    OK,
    /** Refused: it must not appear. */
    FAIL,
    /** Nobody knows: it may appear, once. */
    INFO
}
