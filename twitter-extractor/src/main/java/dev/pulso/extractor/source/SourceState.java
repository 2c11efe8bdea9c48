package dev.pulso.extractor.source;

/** What a source is doing; the wire names of the states. */
public enum SourceState {
    CONNECTING,
    STREAMING,
    BACKING_OFF,
    BUDGET_EXHAUSTED,
    PAUSED,
    FAILED
}
