package dev.pulso.ingest.event;

/** Why a single event is refused. The codes are stable. */
public enum EventFault {
    MALFORMED_JSON("malformed-json"),
    MALFORMED_CSV("malformed-csv"),
    COLUMN_MISMATCH("column-mismatch"),
    NOT_AN_OBJECT("not-an-object"),
    INVALID_UTF8("invalid-utf8"),
    INVALID_HEADER_ENCODING("invalid-header-encoding"),
    MISSING_ATTRIBUTE("missing-attribute"),
    EMPTY_ATTRIBUTE("empty-attribute"),
    DUPLICATE_ATTRIBUTE("duplicate-attribute"),
    INVALID_ATTRIBUTE_NAME("invalid-attribute-name"),
    INVALID_ATTRIBUTE_TYPE("invalid-attribute-type"),
    UNSUPPORTED_SPECVERSION("unsupported-specversion"),
    INVALID_URI("invalid-uri"),
    INVALID_TIME("invalid-time"),
    TIME_OUT_OF_RANGE("time-out-of-range"),
    INVALID_DATA("invalid-data"),
    DATA_CONFLICT("data-conflict"),
    EVENT_TOO_LARGE("event-too-large"),
    SCHEMA_VIOLATION("schema-violation"),
    BROKEN_BODY("broken-body"),
    BROKER_AWAY("broker-away");

    private final String code;

    EventFault(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
