package dev.pulso.results.webhook;

import dev.pulso.results.webhook.DeliveryTable.Taken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message once. Vert.x rather than Java's own client, because it connects to the address that was checked while
 * asking for the name. Redirects are not followed, and of an answer only the status is read.
 */
@ApplicationScoped
class Sender {
    private static final int CONNECT_MILLIS = 3000;
    private static final int CONNECTIONS = 64;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Receivers receivers;
    private final SecretBox secrets;
    private final WebhookConfig config;
    private final Clock clock;
    private final HttpClient client;

    Sender(Vertx vertx, Receivers receivers, SecretBox secrets, WebhookConfig config, Clock clock) {
        this.receivers = receivers;
        this.secrets = secrets;
        this.config = config;
        this.clock = clock;
        client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAlive(false)
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(CONNECTIONS));
    }

    @PreDestroy
    void close() {
        var unused = client.close();
    }

    /**
     * What came of an attempt.
     *
     * @param status of the answer; null if there was none
     * @param reason why it is a failure; null if it is none
     */
    record Outcome(@Nullable Integer status, @Nullable String reason) {
        boolean isDelivered() {
            return reason == null;
        }

        /** The receiver is no more, as Standard Webhooks has it. */
        boolean isGone() {
            return status != null && status == 410;
        }
    }

    /** Never throws: every failure is an outcome. */
    Outcome send(Taken message) {
        try {
            URI uri = receivers.check(message.url());
            return post(message, uri, receivers.resolve(uri));
        } catch (Receivers.Forbidden e) {
            return new Outcome(null, "the address " + e.getMessage());
        } catch (UnknownHostException e) {
            return new Outcome(null, "the host is unknown");
        } catch (IllegalStateException e) {
            return new Outcome(null, String.valueOf(e.getMessage()));
        }
    }

    private Outcome post(Taken message, URI uri, InetAddress address) {
        Future<Outcome> outcome = client.request(options(uri, address)).compose(request -> answer(request, message));
        try {
            return outcome.toCompletionStage()
                    .toCompletableFuture()
                    .get(config.timeout().toMillis() + CONNECT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(null, "the service is stopping");
        } catch (java.util.concurrent.TimeoutException e) {
            return new Outcome(null, "no answer in time");
        } catch (java.util.concurrent.ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Outcome(null, "no answer (" + cause.getClass().getSimpleName() + ")");
        }
    }

    private RequestOptions options(URI uri, InetAddress address) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS : HTTP;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setConnectTimeout(CONNECT_MILLIS)
                .setTimeout(config.timeout().toMillis());
    }

    private Future<Outcome> answer(HttpClientRequest request, Taken message) {
        String id = Message.headerOf(message.id());
        long now = clock.instant().getEpochSecond();
        return request.putHeader("content-type", "application/json")
                .putHeader("user-agent", "pulso-results")
                .putHeader("webhook-id", id)
                .putHeader("webhook-timestamp", Long.toString(now))
                .putHeader(
                        "webhook-signature",
                        Signature.of(secrets.open(message.closedSecret()), id, now, message.body()))
                .send(message.body())
                .map(response -> {
                    int status = response.statusCode();
                    // What else the receiver says may be endless.
                    var unused = request.connection().close();
                    return new Outcome(status, status / 100 == 2 ? null : "the receiver answers with " + status);
                });
    }
}
