package dev.pulso.ingest.intake;

import dev.pulso.ingest.Settings;
import dev.pulso.ingest.event.Incoming;
import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.publish.Publishers;
import dev.pulso.ingest.spool.Delivery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.MockProducer;

/** The front door without HTTP and without a broker: thousands of bodies a second. */
final class Fuzz {
    private static final IntakeConfig LIMITS = Settings.of(IntakeConfig.class, Map.of());

    final MockProducer<byte[], byte[]> producer = Publishers.producer();

    private final EventsResource door = new EventsResource(
            Delivery.direct(Publishers.of(producer)),
            new Unchecked(),
            LIMITS,
            new IntakeMeters(new SimpleMeterRegistry()));

    /** No type has a schema. */
    private static final class Unchecked implements Checks {
        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public Incoming check(Incoming event) {
            return event;
        }

        @Override
        public String valueField(String type) {
            return null;
        }
    }

    /** What a client would see. */
    record Reply(int status, String body) {}

    Reply post(Map<String, String> headers, Map<String, String> query, byte[] body) throws IOException {
        MultivaluedMap<String, String> all = new MultivaluedHashMap<>();
        headers.forEach(all::add);
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        query.forEach(parameters::add);
        HttpHeaders http = fake(HttpHeaders.class, (name, argument) -> switch (name) {
            case "getHeaderString" ->
                HttpHeaders.CONTENT_LENGTH.equals(argument)
                        ? Integer.toString(body.length)
                        : all.getFirst(String.valueOf(argument));
            case "getRequestHeader" -> all.get(String.valueOf(argument));
            case "getRequestHeaders" -> all;
            default -> throw new UnsupportedOperationException(name);
        });
        SecurityContext nobody = fake(SecurityContext.class, (name, argument) -> null);
        UriInfo uri = fake(UriInfo.class, (name, argument) -> parameters);
        try {
            Response answer = door.post(http, uri, nobody, new ByteArrayInputStream(body));
            return new Reply(answer.getStatus(), text(answer.getEntity()));
        } catch (ProblemException e) {
            return new Reply(e.type().status(), e.problem().code());
        }
    }

    private static String text(Object entity) throws IOException {
        if (entity instanceof byte[] whole) {
            return new String(whole, StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((StreamingOutput) entity).write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What was sent to a topic. */
    long sent(String topic, String text) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic)
                        && new String(record.value(), StandardCharsets.UTF_8).contains(text))
                .count();
    }

    static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(body);
        }
        return zipped.toByteArray();
    }

    private interface Call {
        Object answer(String method, Object argument);
    }

    private static <T> T fake(Class<T> type, Call call) {
        Object made = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.answer(method.getName(), arguments == null ? null : arguments[0]));
        return type.cast(made);
    }
}
