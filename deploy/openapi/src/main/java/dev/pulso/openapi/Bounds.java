package dev.pulso.openapi;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * How large a value can be where its schema does not say. Each bound is one that holds for all services: what a schema
 * knows better, it says itself.
 */
final class Bounds {
    /** Characters of a field: it travels in a record of the buffer, and those have up to 1 MiB. */
    static final int TEXT = 1_048_576;

    /** Characters of a parameter: the HTTP server takes a request line of 4,096 bytes ({@code quarkus.http.limits}). */
    static final int PARAMETER = 4_096;

    /** Characters of a time in RFC 3339 with nanoseconds and an offset. */
    static final int TIME = 35;

    /** Items of a list within an answer: no list gives more a page. */
    static final int ITEMS = 10_000;

    private static final BigDecimal INT_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal INT_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private Bounds() {}

    /** Says how large the values of a schema are, where it does not do so itself. */
    static void complete(Schema schema) {
        if (is(schema, SchemaType.STRING) && schema.getMaxLength() == null && !isClosed(schema)) {
            schema.setMaxLength("date-time".equals(schema.getFormat()) ? TIME : TEXT);
        }
        if (is(schema, SchemaType.ARRAY) && schema.getMaxItems() == null) {
            schema.setMaxItems(ITEMS);
        }
        if (is(schema, SchemaType.INTEGER)) {
            completeInteger(schema);
        }
    }

    /** A parameter cannot be longer than what it travels in. */
    static void completeParameter(@Nullable Schema schema) {
        if (schema == null || !is(schema, SchemaType.STRING) || isClosed(schema)) {
            return;
        }
        Integer length = schema.getMaxLength();
        if (length == null || length > PARAMETER) {
            schema.setMaxLength(PARAMETER);
        }
    }

    /** A body as a whole is bounded by settings of the service, far beyond what a field of it may have. */
    static void completeBody(@Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        Integer length = schema.getMaxLength();
        if (is(schema, SchemaType.STRING) && !isClosed(schema) && (length == null || length == TEXT)) {
            schema.setMaxLength(Integer.MAX_VALUE);
        }
        Integer items = schema.getMaxItems();
        if (is(schema, SchemaType.ARRAY) && (items == null || items == ITEMS)) {
            schema.setMaxItems(Integer.MAX_VALUE);
        }
    }

    private static void completeInteger(Schema schema) {
        if (schema.getFormat() == null) {
            schema.setFormat("int64");
        }
        boolean small = "int32".equals(schema.getFormat());
        if (schema.getMinimum() == null && schema.getExclusiveMinimum() == null) {
            schema.setMinimum(small ? INT_MIN : LONG_MIN);
        }
        if (schema.getMaximum() == null && schema.getExclusiveMaximum() == null) {
            schema.setMaximum(small ? INT_MAX : LONG_MAX);
        }
    }

    private static boolean is(Schema schema, SchemaType type) {
        List<SchemaType> types = schema.getType();
        return types != null && types.contains(type);
    }

    /** Whether the schema lists its values. */
    private static boolean isClosed(Schema schema) {
        return schema.getEnumeration() != null || schema.getConstValue() != null;
    }
}
