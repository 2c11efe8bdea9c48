package dev.pulso.ingest.intake;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What a client still sends after it has been answered: read and forgotten for a moment, so that it gets to see the
 * answer, then cut off. Otherwise nobody reads it, and all of it is kept in memory.
 */
@Singleton
class UnreadBodies {
    private static final long LINGER_MILLIS = Duration.ofSeconds(1).toMillis();
    private static final int BEFORE_ALL_OTHERS = 1_000;

    void register(@Observes Filters filters, Vertx vertx) {
        filters.register(
                exchange -> {
                    Context loop = vertx.getOrCreateContext();
                    HttpServerRequest request = exchange.request();
                    // Whoever answers may do so on any thread; that a body has not ended is known for sure on this loop
                    // only.
                    exchange.addEndHandler(sent -> {
                        if (!request.isEnded()) {
                            loop.runOnContext(now -> cutOff(request, vertx));
                        }
                    });
                    exchange.next();
                },
                BEFORE_ALL_OTHERS);
    }

    private static void cutOff(HttpServerRequest request, Vertx vertx) {
        if (request.isEnded()) {
            return;
        }
        long timer = vertx.setTimer(LINGER_MILLIS, late -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
        request.exceptionHandler(broken -> vertx.cancelTimer(timer));
        request.endHandler(ended -> vertx.cancelTimer(timer));
        request.handler(forgotten -> {});
        request.resume();
    }
}
