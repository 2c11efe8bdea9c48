package dev.pulso.ingest.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.ingest.event.EventError;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.commons.io.output.DeferredFileOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the outcome of each event and writes the answer. Results above {@link #IN_MEMORY} bytes wait in a temporary
 * file: an answer may list millions of events, and its status is only known at the end.
 */
public final class Answer implements AutoCloseable {
    private static final int IN_MEMORY = 1 << 20;

    private final boolean errorsOnly;
    private final DeferredFileOutputStream spool;
    private final JsonGenerator json;
    private long index;
    private long accepted;
    private long rejected;
    private long retry;
    private long unreadFrom = -1;

    public Answer(boolean errorsOnly) throws IOException {
        this.errorsOnly = errorsOnly;
        this.spool = DeferredFileOutputStream.builder()
                .setThreshold(IN_MEMORY)
                .setPrefix("pulso-answer-")
                .setSuffix(".json")
                .get();
        this.json = MessageCodec.mapper().getFactory().createGenerator(spool);
        json.writeStartArray();
    }

    public void add(@Nullable String id, Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Accepted placed) {
            accepted++;
            if (!errorsOnly) {
                begin(id, "accepted");
                if (placed.offset() >= 0) {
                    json.writeNumberField("partition", placed.partition());
                    json.writeNumberField("offset", placed.offset());
                }
                json.writeEndObject();
            }
        } else if (outcome instanceof Outcome.Rejected refused) {
            rejected++;
            failure(id, "rejected", refused.error());
        } else if (outcome instanceof Outcome.Retry again) {
            retry++;
            failure(id, "retry", again.error());
        }
        index++;
    }

    /** The body was not read beyond the last listed event. */
    public void stopHere() {
        unreadFrom = index;
    }

    public boolean needsRetry() {
        return retry > 0;
    }

    /** 202 all accepted, 207 some, 422 none, 503 if any should be sent again. */
    public int status() {
        if (retry > 0) {
            return 503;
        }
        if (rejected == 0) {
            return 202;
        }
        return accepted == 0 ? 422 : 207;
    }

    public void writeTo(OutputStream out) throws IOException {
        json.writeEndArray();
        json.close();
        String head = "{\"accepted\":" + accepted + ",\"rejected\":" + rejected + ",\"retry\":" + retry
                + (unreadFrom < 0 ? "" : ",\"unreadFrom\":" + unreadFrom) + ",\"results\":";
        out.write(head.getBytes(StandardCharsets.UTF_8));
        spool.writeTo(out);
        out.write('}');
    }

    @Override
    public void close() throws IOException {
        json.close();
        File file = spool.getFile();
        if (file != null) {
            Files.deleteIfExists(file.toPath());
        }
    }

    private void failure(@Nullable String id, String status, EventError error) throws IOException {
        begin(id, status);
        json.writeObjectFieldStart("error");
        json.writeStringField("code", error.fault().code());
        json.writeStringField("pointer", error.pointer());
        json.writeStringField("detail", error.detail());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void begin(@Nullable String id, String status) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", index);
        if (id == null) {
            json.writeNullField("id");
        } else {
            json.writeStringField("id", id);
        }
        json.writeStringField("status", status);
    }
}
