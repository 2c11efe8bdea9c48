package dev.pulso.ingest.schema;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.schema.EventSchema;
import dev.pulso.ingest.event.Envelope;
import dev.pulso.ingest.event.EventError;
import dev.pulso.ingest.event.EventFault;
import dev.pulso.ingest.event.Incoming;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schema of a type, as stored and as applied. */
record TypeSchema(EventSchema stored, Schema compiled) {
    private static final int MAX_DETAIL = 300;

    // Checked and read by others the same way: of two members with one name others may take the first.
    private static final ObjectReader DATA =
            MessageCodec.mapper().reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    /** @return the first thing that breaks the schema, or null */
    @Nullable
    EventError violation(Incoming.Good event) {
        Envelope envelope = event.envelope();
        if (envelope.dataStart() < 0) {
            return error("", "events of this type carry data as JSON");
        }
        try {
            JsonNode data =
                    DATA.readTree(event.bytes(), envelope.dataStart(), envelope.dataEnd() - envelope.dataStart());
            String unbounded = Numbers.unbounded(data);
            if (unbounded != null) {
                return error(unbounded, "the number is beyond what can be checked");
            }
            List<Error> errors = compiled.validate(data);
            return errors.isEmpty()
                    ? null
                    : error(
                            String.valueOf(errors.get(0).getInstanceLocation()),
                            errors.get(0).getMessage());
        } catch (IOException e) {
            return error("", "two members of an object have the same name");
        } catch (SchemaException | ArithmeticException e) {
            return error("", "the schema cannot be applied to it");
        } catch (StackOverflowError e) {
            return error("", "nested too deep for the schema");
        }
    }

    private static EventError error(String pointer, String detail) {
        String told = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail;
        return new EventError(EventFault.SCHEMA_VIOLATION, "/data" + pointer, told);
    }
}
