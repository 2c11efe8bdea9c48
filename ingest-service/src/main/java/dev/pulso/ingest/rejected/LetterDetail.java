package dev.pulso.ingest.rejected;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A dead letter with its bytes as received, in base64. */
record LetterDetail(@JsonUnwrapped DeadLetter letter, String raw) {}
