package dev.pulso.ingest.event;

/** Why a single event is refused. The codes are stable. */
public enum EventFault {
    MALFORMED_JSON("malformed-json", "", "not JSON at line 1, column 17"),
    MALFORMED_CSV("malformed-csv", "", "the quotes of the row do not fit"),
    COLUMN_MISMATCH("column-mismatch", "", "the row has another number of columns than the header"),
    NOT_AN_OBJECT("not-an-object", "", "an event is a JSON object"),
    INVALID_UTF8("invalid-utf8", "", "the bytes are not plain UTF-8"),
    INVALID_HEADER_ENCODING("invalid-header-encoding", "/subject", "the header is not percent-encoded UTF-8"),
    MISSING_ATTRIBUTE("missing-attribute", "/type", "type is missing"),
    EMPTY_ATTRIBUTE("empty-attribute", "/id", "id is empty"),
    DUPLICATE_ATTRIBUTE("duplicate-attribute", "/id", "the attribute stands twice in the event"),
    INVALID_ATTRIBUTE_NAME("invalid-attribute-name", "/orderId", "names are made of a-z and 0-9 only"),
    INVALID_ATTRIBUTE_TYPE("invalid-attribute-type", "/id", "id must be a string"),
    UNSUPPORTED_SPECVERSION("unsupported-specversion", "/specversion", "only CloudEvents 1.0 is understood"),
    INVALID_URI("invalid-uri", "/source", "source is no URI reference"),
    INVALID_TIME("invalid-time", "/time", "time is no RFC 3339 time"),
    TIME_OUT_OF_RANGE("time-out-of-range", "/time", "time is out of range"),
    INVALID_DATA("invalid-data", "/data", "data is not one JSON value"),
    DATA_CONFLICT("data-conflict", "/data_base64", "data and data_base64 exclude each other"),
    EVENT_TOO_LARGE("event-too-large", "", "the event is larger than pulso.intake.max-event; its bytes are not kept"),
    SCHEMA_VIOLATION("schema-violation", "/data/amount", "string found, number expected"),
    BROKEN_BODY("broken-body", "", "the body is no gzip, or ends too early"),
    BROKER_AWAY("broker-away", "", "the buffer did not confirm the event; send it again");

    private final String code;
    private final String pointer;
    private final String detail;

    EventFault(String code, String pointer, String detail) {
        this.code = code;
        this.pointer = pointer;
        this.detail = detail;
    }

    /** How it looks in an answer, for the documentation. */
    public EventError example() {
        return new EventError(this, pointer, detail);
    }

    public String code() {
        return code;
    }
}
