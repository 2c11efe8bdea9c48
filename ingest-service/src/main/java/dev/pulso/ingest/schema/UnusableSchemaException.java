package dev.pulso.ingest.schema;

/** A document that is no usable schema. Has no stack trace: it is an answer, not an accident. */
final class UnusableSchemaException extends RuntimeException {
    /** @param pointer JSON pointer into the document */
    UnusableSchemaException(String pointer, String reason) {
        super((pointer.isEmpty() ? "" : pointer + ": ") + reason, null, false, false);
    }
}
