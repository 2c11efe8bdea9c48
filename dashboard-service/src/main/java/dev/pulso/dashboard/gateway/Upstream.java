package dev.pulso.dashboard.gateway;

import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which service answers for which addresses. What is not in this table is not reachable from the page's origin. */
enum Upstream {
    RESULTS(Set.of(HttpMethod.GET), List.of("hashtags", "activity", "pipeline", "trends")) {
        @Override
        URI url(GatewayConfig config) {
            return config.resultsUrl();
        }
    },
    /** Of results-service, too; but a training can be ordered there. */
    SEGMENTATIONS(Set.of(HttpMethod.GET, HttpMethod.POST), List.of("segmentations")) {
        @Override
        URI url(GatewayConfig config) {
            return config.resultsUrl();
        }

        @Override
        String wireName() {
            return RESULTS.wireName();
        }
    },
    EXTRACTOR(
            Set.of(HttpMethod.GET, HttpMethod.PUT, HttpMethod.POST, HttpMethod.DELETE), List.of("sources", "replays")) {
        @Override
        URI url(GatewayConfig config) {
            return config.extractorUrl();
        }
    },
    INGEST(Set.of(HttpMethod.GET), List.of("schemas", "rejected")) {
        @Override
        URI url(GatewayConfig config) {
            return config.ingestUrl();
        }
    };

    private final Set<HttpMethod> methods;
    private final List<String> collections;

    Upstream(Set<HttpMethod> methods, List<String> collections) {
        this.methods = methods;
        this.collections = collections;
    }

    abstract URI url(GatewayConfig config);

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean allows(HttpMethod method) {
        return methods.contains(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
    }

    /** @param path such as {@code /v1/hashtags/kafka} */
    static Optional<Upstream> of(String path) {
        String[] parts = path.split("/", 4);
        String collection = parts.length > 2 ? parts[2] : "";
        for (Upstream upstream : values()) {
            if (upstream.collections.contains(collection)) {
                return Optional.of(upstream);
            }
        }
        return Optional.empty();
    }
}
