package dev.pulso.ingest.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.ingest.event.EventError;
import java.io.ByteArrayOutputStream;
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

    // Written a few hundred times an answer: as bytes they need no look at each letter.
    private static final SerializedString INDEX = new SerializedString("index");
    private static final SerializedString ID = new SerializedString("id");
    private static final SerializedString STATUS = new SerializedString("status");
    private static final SerializedString ACCEPTED = new SerializedString("accepted");
    private static final SerializedString REJECTED = new SerializedString("rejected");
    private static final SerializedString RETRY = new SerializedString("retry");
    private static final SerializedString PARTITION = new SerializedString("partition");
    private static final SerializedString OFFSET = new SerializedString("offset");

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
                begin(id, ACCEPTED);
                if (placed.offset() >= 0) {
                    json.writeFieldName(PARTITION);
                    json.writeNumber(placed.partition());
                    json.writeFieldName(OFFSET);
                    json.writeNumber(placed.offset());
                }
                json.writeEndObject();
            }
        } else if (outcome instanceof Outcome.Rejected refused) {
            rejected++;
            failure(id, REJECTED, refused.error());
        } else if (outcome instanceof Outcome.Retry again) {
            retry++;
            failure(id, RETRY, again.error());
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

    /** The answer as a whole; null if it is too long for memory, and has to be written. */
    public byte @Nullable [] whole() throws IOException {
        json.flush();
        if (!spool.isInMemory()) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeTo(out);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        json.close();
        File file = spool.getFile();
        if (file != null) {
            Files.deleteIfExists(file.toPath());
        }
    }

    private void failure(@Nullable String id, SerializedString status, EventError error) throws IOException {
        begin(id, status);
        json.writeObjectFieldStart("error");
        json.writeStringField("code", error.fault().code());
        json.writeStringField("pointer", error.pointer());
        json.writeStringField("detail", error.detail());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void begin(@Nullable String id, SerializedString status) throws IOException {
        json.writeStartObject();
        json.writeFieldName(INDEX);
        json.writeNumber(index);
        json.writeFieldName(ID);
        // Null is written as null.
        json.writeString(id);
        json.writeFieldName(STATUS);
        json.writeString(status);
    }
}
