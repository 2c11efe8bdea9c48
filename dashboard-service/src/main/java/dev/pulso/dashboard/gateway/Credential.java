package dev.pulso.dashboard.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows the services behind the gateway our key instead of what the caller showed us. */
final class Credential implements ProxyInterceptor {
    private final @Nullable String key;

    /** @throws IllegalStateException if the file cannot be read or is empty */
    Credential(Optional<Path> keyFile) {
        this.key = keyFile.map(Credential::read).orElse(null);
    }

    private static String read(Path file) {
        try {
            String key = Files.readString(file).strip();
            if (key.isEmpty()) {
                throw new IllegalStateException("pulso.gateway.key-file is empty: " + file);
            }
            return key;
        } catch (IOException e) {
            throw new IllegalStateException("pulso.gateway.key-file cannot be read: " + file, e);
        }
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        MultiMap headers = context.request().headers();
        // The cookie of a login is for this service only, whatever stands behind it.
        headers.remove("Cookie");
        if (key != null) {
            headers.remove("Authorization");
            headers.set("X-API-Key", key);
        }
        return context.sendRequest();
    }
}
