package dev.pulso.extractor.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes the connections to the networks. Redirects are not followed: a token goes to the host it is meant for. */
@Singleton
public final class Connections {
    private final HttpClient client;
    private final MeterRegistry metrics;
    private final Duration timeout;
    private final int capacity;
    private final int longest;
    private final String userAgent;

    public Connections(LiveConfig config, MeterRegistry metrics) {
        this.metrics = metrics;
        this.timeout = config.connectTimeout();
        this.capacity = config.queueCapacity();
        this.longest = Math.toIntExact(config.longestRecord().asLongValue());
        this.userAgent = config.userAgent();
        // HTTP/1.1: a stream of its own connection, and none that dies with its neighbours.
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * A WebSocket.
     *
     * @param source whose metrics it counts in
     * @throws HttpRefusedException if the host refuses the handshake; the body is not known then
     */
    public Feed frames(String source, URI address, String... subprotocols) throws IOException, InterruptedException {
        Feed feed = feed(source, capacity);
        WebSocket.Builder builder =
                client.newWebSocketBuilder().connectTimeout(timeout).header("User-Agent", userAgent);
        if (subprotocols.length > 0) {
            builder.subprotocols(subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
        }
        try {
            await(builder.buildAsync(address, new WebSocketFrames(feed, longest)), address, timeout.multipliedBy(2));
        } catch (IOException | InterruptedException e) {
            // It may yet open, with nobody to read it.
            feed.close();
            throw e;
        }
        return feed;
    }

    /**
     * An endless body of lines.
     *
     * @throws HttpRefusedException if the answer is not 200
     */
    public Feed lines(String source, HttpRequest.Builder request) throws IOException, InterruptedException {
        return lines(source, request, capacity);
    }

    /**
     * An endless body of lines.
     *
     * @param most lines that may wait to be taken, if that is less than what the configuration says
     */
    public Feed lines(String source, HttpRequest.Builder request, int most) throws IOException, InterruptedException {
        Feed feed = feed(source, Math.min(most, capacity));
        HttpRequest asked = request.header("User-Agent", userAgent).build();
        CompletableFuture<String> opened = new CompletableFuture<>();
        CompletableFuture<HttpResponse<String>> exchange = client.sendAsync(asked, info -> {
            if (info.statusCode() == 200) {
                opened.complete("");
                return new LineBody(feed, longest);
            }
            return BodySubscribers.ofString(StandardCharsets.UTF_8);
        });
        exchange.whenComplete((response, failure) -> {
                    if (failure != null) {
                        opened.completeExceptionally(failure);
                        feed.end("the connection broke: " + Failure.of(failure));
                    } else if (response.statusCode() != 200) {
                        opened.completeExceptionally(refused(response));
                    }
                })
                .isDone();
        try {
            await(opened, asked.uri(), timeout);
        } catch (IOException | InterruptedException e) {
            exchange.cancel(true);
            throw e;
        }
        return feed;
    }

    /**
     * A request and its whole answer, whatever its status.
     *
     * @throws IOException if there is no answer; its message names the host and the reason
     */
    public Answer call(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest asked =
                request.timeout(timeout).header("User-Agent", userAgent).build();
        try {
            HttpResponse<String> response = client.send(asked, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw unreachable(asked.uri(), e);
        }
    }

    /** As {@link #call}, for callers to whom only 200 and 201 are an answer. */
    public Answer require(HttpRequest.Builder request) throws IOException, InterruptedException {
        Answer answer = call(request);
        if (answer.status() != 200 && answer.status() != 201) {
            String host = request.build().uri().getHost();
            throw new HttpRefusedException(host, answer.status(), answer.headers(), answer.body());
        }
        return answer;
    }

    private Feed feed(String source, int most) {
        Counter full = metrics.counter("pulso.sources.queue.full", "source", source);
        return new Feed(most, full::increment);
    }

    private static HttpRefusedException refused(HttpResponse<String> response) {
        return new HttpRefusedException(
                response.uri().getHost(), response.statusCode(), response.headers(), response.body());
    }

    private static IOException unreachable(URI address, Throwable cause) {
        return new IOException(address.getHost() + " cannot be reached: " + Failure.of(cause), cause);
    }

    private static void await(Future<?> opening, URI address, Duration longest)
            throws IOException, InterruptedException {
        try {
            opening.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException handshake) {
                HttpResponse<?> response = handshake.getResponse();
                throw new HttpRefusedException(address.getHost(), response.statusCode(), response.headers(), "");
            }
            if (e.getCause() instanceof HttpRefusedException refused) {
                throw refused;
            }
            throw unreachable(address, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(address.getHost() + " does not answer", e);
        } finally {
            opening.cancel(true);
        }
    }
}
