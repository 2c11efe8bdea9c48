package dev.pulso.extractor.mastodon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulso.extractor.live.Answer;
import dev.pulso.extractor.live.Connections;
import dev.pulso.extractor.live.Feed;
import dev.pulso.extractor.live.HttpRefusedException;
import dev.pulso.extractor.source.Backoff;
import dev.pulso.extractor.source.SourceBrokenException;
import dev.pulso.extractor.source.SourceFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What we ask of one instance. A token goes to it, and to the streaming host it names, over TLS if it uses TLS. */
final class Instance {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Backoff RATE_LIMITED = Backoff.doubling(Duration.ofSeconds(30), Duration.ofMinutes(5));
    private static final Duration LONGEST_RESET = Duration.ofMinutes(15);

    private final URI address;
    private final Optional<String> token;
    private final Connections connections;
    private final Clock clock;

    Instance(URI address, Optional<String> token, Connections connections, Clock clock) {
        this.address = address;
        this.token = token;
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * Finds the streaming host.
     *
     * @throws SourceFailedException if the instance has switched off a feed
     */
    URI streamingHost(Iterable<Channel> channels) throws IOException, InterruptedException {
        JsonNode about = about();
        JsonNode access = about.path("configuration").path("timelines_access");
        for (Channel channel : channels) {
            JsonNode feeds = access.path(channel.isTag() ? "hashtag_feeds" : "live_feeds");
            boolean off = channel.name().equals("public")
                    ? isOff(feeds, "local") && isOff(feeds, "remote")
                    : isOff(feeds, channel.name().equals("remote") ? "remote" : "local");
            if (off) {
                throw new SourceFailedException(address.getHost() + " has switched off the feed " + channel.name());
            }
        }
        String told = about.path("configuration").path("urls").path("streaming").asText();
        if (told.isEmpty()) {
            return address;
        }
        // Announced as a WebSocket; the same host serves events over HTTP.
        URI host = URI.create(told.replaceFirst("^ws", "http").replaceFirst("/$", ""));
        if (address.getScheme().equals("https") && !host.getScheme().equals("https")) {
            throw new SourceFailedException(address.getHost() + " names a streaming host without TLS");
        }
        return host;
    }

    private JsonNode about() throws IOException, InterruptedException {
        Answer answer = connections.call(get(address, "/api/v2/instance"));
        if (answer.status() == 404) {
            // Before Mastodon 4.0; streams are served by the instance itself.
            return JSON.createObjectNode();
        }
        require(answer);
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IOException(address.getHost() + " describes itself in no JSON", e);
        }
    }

    private static boolean isOff(JsonNode feeds, String which) {
        return feeds.path(which).asText().equals("disabled");
    }

    Feed stream(String source, URI host, Channel channel) throws IOException, InterruptedException {
        try {
            return connections.lines(source, get(host, channel.stream()).header("Accept", "text/event-stream"));
        } catch (HttpRefusedException e) {
            throw failure(e.status(), e.headers());
        }
    }

    /**
     * A page of a timeline, or empty if the instance does not show it.
     *
     * @throws SourceBrokenException if it wants to be asked later
     */
    Optional<String> page(Channel channel, String minId) throws IOException, InterruptedException {
        Answer answer = connections.call(get(address, channel.page(minId)));
        return switch (answer.status()) {
            case 200 -> Optional.of(answer.body());
            case 401, 403, 404, 422 -> Optional.empty();
            default -> throw failure(answer.status(), answer.headers());
        };
    }

    private void require(Answer answer) throws IOException {
        if (answer.status() != 200) {
            throw failure(answer.status(), answer.headers());
        }
    }

    private IOException failure(int status, HttpHeaders headers) {
        String host = address.getHost();
        return switch (status) {
            case 401, 403 ->
                throw new SourceFailedException(host + " answered " + status
                        + (token.isPresent()
                                ? ": it does not accept the token"
                                : ": it wants a token; set PULSO_MASTODON_TOKEN or PULSO_MASTODON_TOKEN_FILE"));
            case 429 -> new SourceBrokenException(host + " answered 429", RATE_LIMITED, untilReset(headers));
            default -> new IOException(host + " answered " + status);
        };
    }

    private Duration untilReset(HttpHeaders headers) {
        try {
            Duration wait = headers.firstValue("x-ratelimit-reset")
                    .map(reset -> Duration.between(clock.instant(), Instant.parse(reset)))
                    .orElse(Duration.ZERO);
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_RESET) > 0 ? LONGEST_RESET : wait;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    private HttpRequest.Builder get(URI host, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(host + path)).GET();
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }
}
