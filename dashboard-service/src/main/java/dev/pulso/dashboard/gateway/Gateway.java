package dev.pulso.dashboard.gateway;

import dev.pulso.dashboard.problem.ProblemType;
import dev.pulso.dashboard.problem.Problems;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Passes {@code /v1} on to the services, so that the page needs one origin only. Bodies stream both ways; what the
 * service says (ETag, CSV, problems) arrives unchanged.
 */
public final class Gateway {
    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Map<Upstream, HttpProxy> proxies = new EnumMap<>(Upstream.class);

    private final Duration patience;

    public Gateway(Vertx vertx, GatewayConfig config) {
        patience = config.idleTimeout();
        Credential credential = new Credential(config.keyFile());
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxPoolSize(64)
                // Of the connection: data in either direction counts. That of a request counts answers only, and would
                // end every upload that takes longer.
                .setIdleTimeout((int) config.idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setDecompressionSupported(false));
        for (Upstream upstream : Upstream.values()) {
            proxies.put(upstream, proxy(client, upstream, config, credential));
        }
    }

    public void mount(Router router) {
        router.route("/v1/*").order(1_000).handler(this::pass);
    }

    private void pass(RoutingContext call) {
        HttpServerRequest request = call.request();
        Optional<Upstream> upstream = Upstream.of(call.normalizedPath());
        if (upstream.isEmpty()) {
            Problems.answer(call, ProblemType.NOT_FOUND, call.normalizedPath());
        } else if (!upstream.get().allows(request.method())) {
            Problems.answer(
                    call, ProblemType.METHOD_NOT_ALLOWED, request.method().name());
        } else if (isFromElsewhere(request)) {
            Problems.answer(call, ProblemType.CROSS_ORIGIN, "the Origin header names another site");
        } else {
            HttpProxy proxy = proxies.get(upstream.get());
            if (proxy != null) {
                limitPatience(call, upstream.get());
                // Quarkus marks every answer "identity" to begin with; beside a gzip of the service both would be
                // dropped.
                call.response().headers().remove(HttpHeaders.CONTENT_ENCODING);
                proxy.handle(request);
            }
        }
    }

    /** A connection that ends idle would be told as away, not as slow. Uploads may take their time. */
    private void limitPatience(RoutingContext call, Upstream upstream) {
        if (!READING.contains(call.request().method())) {
            return;
        }
        long timer = call.vertx().setTimer(patience.toMillis() * 9 / 10, late -> {
            if (!call.response().headWritten() && !call.response().closed()) {
                Problems.answer(call, ProblemType.UPSTREAM_SLOW, upstream.wireName());
            }
        });
        call.addEndHandler(ended -> call.vertx().cancelTimer(timer));
    }

    /** Any page open in the same browser can reach a loopback address; a change must come from ours. */
    private static boolean isFromElsewhere(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (READING.contains(request.method()) || origin == null) {
            return false;
        }
        return request.authority() == null
                || !origin.endsWith("://" + request.authority().toString());
    }

    private static HttpProxy proxy(HttpClient client, Upstream upstream, GatewayConfig config, Credential credential) {
        URI url = upstream.url(config);
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        RequestOptions options = new RequestOptions()
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setConnectTimeout(config.connectTimeout().toMillis());
        HttpProxy proxy = HttpProxy.reverseProxy(client);
        proxy.originRequestProvider((request, http) -> http.request(new RequestOptions(options)));
        proxy.addInterceptor(new Failures(upstream));
        proxy.addInterceptor(credential);
        return proxy;
    }

    /** Turns a service that is away or silent into a problem document. */
    private record Failures(Upstream upstream) implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            return context.sendRequest().recover(failure -> {
                boolean slow = isTimeout(failure);
                LOG.debugf("service does not answer: upstream=%s slow=%s", upstream, slow);
                ProblemType type = slow ? ProblemType.UPSTREAM_SLOW : ProblemType.UPSTREAM_AWAY;
                return Future.succeededFuture(context.request()
                        .release()
                        .response()
                        .setStatusCode(type.status())
                        .putHeader("Content-Type", ProblemType.MEDIA_TYPE)
                        .putHeader("Retry-After", "2")
                        .setBody(Body.body(type.body(upstream.wireName()).toBuffer())));
            });
        }

        private static boolean isTimeout(@Nullable Throwable failure) {
            return failure instanceof TimeoutException;
        }
    }
}
