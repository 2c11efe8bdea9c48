package dev.pulso.extractor.replay;

/**
 * One refused record, or the reason why the replay ended early.
 *
 * @param line physical line on which the record starts, from 1; 0 for the file as a whole
 * @param code stable reason code
 */
record ReplayError(long line, String code, String detail) {}
