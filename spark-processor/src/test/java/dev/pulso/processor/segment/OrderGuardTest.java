package dev.pulso.processor.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderGuardTest {
    @TempDir
    Path folder;

    @Test
    void shouldTakeOrdersFromThisMachineWithoutAKey() throws Exception {
        assertThat(order(Optional.empty(), null)).isEqualTo(202);
    }

    @Test
    void shouldTakeOrdersOfWhoeverShowsTheKeyOnly() throws Exception {
        Optional<Path> key = Optional.of(Files.writeString(folder.resolve("key"), "opens\n"));

        assertThat(order(key, "opens")).isEqualTo(202);
        assertThat(order(key, "open")).isEqualTo(401);
        assertThat(order(key, null)).isEqualTo(401);
    }

    @Test
    void shouldNotStartWithAKeyThatIsNone() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderGuard(exchange -> {}, Optional.of(empty)))
                .withMessageContaining("pulso.orders.key.file");
    }

    private static int order(Optional<Path> key, String shown) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                new OrderGuard(
                        exchange -> {
                            exchange.sendResponseHeaders(202, -1);
                            exchange.close();
                        },
                        key));
        server.start();
        try {
            URI address = URI.create(
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/segmentations/customers/train");
            HttpRequest.Builder request = HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody());
            if (shown != null) {
                request.header("X-API-Key", shown);
            }
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } finally {
            server.stop(0);
        }
    }
}
