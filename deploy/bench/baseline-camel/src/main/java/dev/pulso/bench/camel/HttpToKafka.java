package dev.pulso.bench.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jackson.ListJacksonDataFormat;
import org.apache.camel.main.Main;

/**
 * Apache Camel's HTTP-to-Kafka routes, as its manual builds them: the platform HTTP server (Vert.x) and the Kafka
 * component, whose producer has the settings of Pulso's. Answers after the broker has acknowledged.
 *
 * <p>{@code /single}: the body is a record. {@code /batch}: the body is a JSON array, each element is a record; the
 * Kafka component sends the elements of a list without waiting in between.
 */
public final class HttpToKafka {
    private static final String KAFKA = "kafka:%s?brokers=%s&requestRequiredAcks=all&enableIdempotence=true"
            + "&compressionCodec=lz4&lingerMs=5&producerBatchSize=131072"
            + "&valueSerializer=org.apache.kafka.common.serialization.ByteArraySerializer";

    private static final ObjectMapper JSON = new ObjectMapper();

    private HttpToKafka() {}

    /** @param args port, bootstrap servers, topic */
    public static void main(String[] args) throws Exception {
        Main main = new Main(HttpToKafka.class);
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", args[0]);
        // Camel would find the routes in this package too, and make them without their argument.
        main.configure().setBasePackageScanEnabled(false);
        main.configure().addRoutesBuilder(new Routes(KAFKA.formatted(args[2], args[1])));
        main.run();
    }

    private static final class Routes extends RouteBuilder {
        private final String kafka;

        Routes(String kafka) {
            this.kafka = kafka;
        }

        @Override
        public void configure() {
            from("platform-http:/single?httpMethodRestrict=POST")
                    .convertBodyTo(byte[].class)
                    .to(kafka)
                    .process(HttpToKafka::accepted);
            from("platform-http:/batch?httpMethodRestrict=POST")
                    .unmarshal(new ListJacksonDataFormat())
                    .process(HttpToKafka::serialise)
                    .to(kafka)
                    .process(HttpToKafka::accepted);
        }
    }

    private static void serialise(Exchange exchange) throws Exception {
        List<byte[]> rows = new ArrayList<>();
        for (Object row : (List<?>) exchange.getMessage().getBody()) {
            rows.add(JSON.writeValueAsBytes(row));
        }
        exchange.getMessage().setBody(rows);
    }

    private static void accepted(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
        exchange.getMessage().setBody("{\"accepted\":true}");
    }
}
