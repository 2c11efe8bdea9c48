package dev.pulso.bench.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jackson.ListJacksonDataFormat;
import org.apache.camel.main.Main;
import org.apache.camel.model.dataformat.JsonLibrary;

/**
 * Apache Camel's HTTP-to-Kafka routes: the platform HTTP server (Vert.x) and the Kafka component, whose producer has the
 * settings of Pulso's. All answer after the broker has acknowledged; none looks at the events or gives them a key.
 *
 * <ul>
 *   <li>{@code /single}: the body is a record.
 *   <li>{@code /list}: the body is a JSON array; code of ours makes a list of byte arrays of it, which the Kafka component
 *       sends without waiting in between. The fastest we found.
 *   <li>{@code /split}: the same as the manual's pages on the Split EIP and on JSON write it, one record after the other.
 *   <li>{@code /split-parallel}: with the option of the same page that lets the records of a body go at the same time.
 * </ul>
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
            from("platform-http:/list?httpMethodRestrict=POST")
                    .unmarshal(new ListJacksonDataFormat())
                    .process(HttpToKafka::serialise)
                    .to(kafka)
                    .process(HttpToKafka::accepted);
            from("platform-http:/split?httpMethodRestrict=POST")
                    .unmarshal()
                    .json(JsonLibrary.Jackson, List.class)
                    .split(body())
                    .marshal()
                    .json()
                    .to(kafka)
                    .end()
                    .process(HttpToKafka::accepted);
            from("platform-http:/split-parallel?httpMethodRestrict=POST")
                    .unmarshal()
                    .json(JsonLibrary.Jackson, List.class)
                    .split(body())
                    .parallelProcessing()
                    .marshal()
                    .json()
                    .to(kafka)
                    .end()
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
