package dev.pulso.ingest.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents binary mode: attributes in {@code ce-*} headers, {@code data} as the body. JSON data keeps its bytes;
 * text becomes a string, anything else {@code data_base64}.
 *
 * @param headers values of the {@code ce-*} headers by attribute name, as sent
 */
record BinaryMode(Map<String, String> headers, @Nullable String contentType) {

    Incoming event(byte[] data) {
        String id = headers.get("id");
        String rawType = contentType == null ? "application/octet-stream" : contentType;
        try {
            return EnvelopeParser.read(structured(data));
        } catch (InvalidEventException e) {
            return new Incoming.Bad(data, rawType, id, e.error());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    private byte[] structured(byte[] data) throws InvalidEventException, IOException {
        ByteArrayOutputStream event = new ByteArrayOutputStream(data.length + 512);
        try (JsonGenerator json = EnvelopeParser.JSON.createGenerator(event)) {
            json.writeStartObject();
            for (Map.Entry<String, String> header : headers.entrySet()) {
                String name = header.getKey();
                if (name.equals("data") || name.equals("datacontenttype") || name.equals("data_base64")) {
                    throw new InvalidEventException(
                            EventFault.INVALID_ATTRIBUTE_NAME, "/" + name, "this attribute is never a ce- header");
                }
                json.writeStringField(name, HeaderText.decode(name, header.getValue()));
            }
            if (contentType != null) {
                json.writeStringField("datacontenttype", contentType);
            }
            writeData(json, event, data);
            json.writeEndObject();
        }
        return event.toByteArray();
    }

    private void writeData(JsonGenerator json, ByteArrayOutputStream event, byte[] data)
            throws InvalidEventException, IOException {
        if (data.length == 0) {
            return;
        }
        String media = contentType == null ? "application/json" : contentType.toLowerCase(Locale.ROOT);
        String bare = media.split(";", 2)[0].strip();
        if (bare.equals("application/json") || bare.endsWith("+json") || bare.endsWith("/json")) {
            checkJson(data);
            json.writeFieldName("data");
            // The bytes themselves, not a re-written form: digits, order and duplicates stay.
            json.writeRawValue("");
            json.flush();
            event.write(data);
        } else if (bare.startsWith("text/") && utf8(data) != null) {
            json.writeStringField("data", utf8(data));
        } else {
            json.writeBinaryField("data_base64", data);
        }
    }

    private static void checkJson(byte[] data) throws InvalidEventException {
        Utf8.check(data);
        try (JsonParser parser = EnvelopeParser.JSON.createParser(data)) {
            boolean value = parser.nextToken() != null;
            parser.skipChildren();
            parser.finishToken();
            if (!value || parser.nextToken() != null) {
                throw new InvalidEventException(EventFault.INVALID_DATA, "/data", "data is not one JSON value");
            }
        } catch (IOException e) {
            throw new InvalidEventException(EventFault.INVALID_DATA, "/data", "data is not JSON as its type says");
        }
    }

    private static @Nullable String utf8(byte[] data) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
