package dev.pulso.extractor.replay;

/** Where a replay stands. RUNNING survives a restart: the replay goes on. */
enum ReplayState {
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
}
