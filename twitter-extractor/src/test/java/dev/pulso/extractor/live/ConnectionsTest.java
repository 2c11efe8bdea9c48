package dev.pulso.extractor.live;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.extractor.Configs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private final Connections connections =
            new Connections(Configs.of(LiveConfig.class, Map.of()), new SimpleMeterRegistry());

    /** The cause is what a person reads beside the state of the source. */
    @Test
    void shouldNameTheHostThatCannotBeReachedAndWhy() throws IOException {
        URI nobody = addressOfNobody();

        assertThatThrownBy(() -> connections.call(HttpRequest.newBuilder(nobody)))
                .isInstanceOf(IOException.class)
                .hasMessage("127.0.0.1 cannot be reached: ConnectException");
        assertThatThrownBy(() -> connections.lines("s", HttpRequest.newBuilder(nobody)))
                .hasMessage("127.0.0.1 cannot be reached: ConnectException");
    }

    private static URI addressOfNobody() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");
        }
    }
}
