package dev.pulso.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Posts batches of events to ingest-service at a set rate. What was not acknowledged is sent again with the same ids, as
 * the contract asks of clients, until {@link #finish} gives up.
 */
public final class EventLoad implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BATCHES_PER_SECOND = 10;
    private static final int SENDERS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERROR = 500;

    private final Supplier<String> address;
    private final EventSupply supply;
    private final int perBatch;
    private final Book book = new Book();
    private final Timeline timeline = new Timeline();
    private final Refusals refusals = new Refusals();
    private final ConcurrentLinkedQueue<SentEvent> again = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService senders = Executors.newScheduledThreadPool(SENDERS);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * An event as it goes out.
     *
     * @param json structured mode
     */
    public record SentEvent(String id, String json) {}

    /** Makes the next event. */
    public interface EventSupply {
        SentEvent next();
    }

    /**
     * @param address base URL of an ingest-service, asked before every request
     * @param rate events a second
     */
    public EventLoad(Supplier<String> address, EventSupply supply, int rate) {
        this.address = address;
        this.supply = supply;
        this.perBatch = Math.max(1, rate / BATCHES_PER_SECOND);
    }

    public void start() {
        for (int i = 0; i < SENDERS; i++) {
            // Fixed delay: a sender that waited for an answer does not catch up with a burst.
            var ignored = senders.scheduleAtFixedRate(
                    this::sendFresh,
                    i * 1000L / BATCHES_PER_SECOND,
                    SENDERS * 1000L / BATCHES_PER_SECOND,
                    TimeUnit.MILLISECONDS);
        }
    }

    public Book book() {
        return book;
    }

    public Timeline timeline() {
        return timeline;
    }

    public Refusals refusals() {
        return refusals;
    }

    /** Stops making new events and sends what is unknown again until it is known or the time is up. */
    public void finish(Duration atMost) {
        senders.shutdown();
        long end = System.nanoTime() + atMost.toNanos();
        try {
            if (!senders.awaitTermination(TIMEOUT.toSeconds() + 5, TimeUnit.SECONDS)) {
                senders.shutdownNow();
            }
            while (!again.isEmpty() && System.nanoTime() < end) {
                if (!send(take())) {
                    TimeUnit.MILLISECONDS.sleep(500);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether no new events are made any more. */
    public boolean isFinished() {
        return senders.isShutdown();
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }

    private void sendFresh() {
        try {
            List<SentEvent> batch = take();
            while (batch.size() < perBatch) {
                batch.add(supply.next());
            }
            send(batch);
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            timeline.note(System.nanoTime(), false, e.toString());
        }
    }

    private List<SentEvent> take() {
        List<SentEvent> batch = new ArrayList<>();
        SentEvent event = again.poll();
        while (event != null) {
            batch.add(event);
            event = batch.size() < perBatch ? again.poll() : null;
        }
        return batch;
    }

    /** Returns whether every event was acknowledged or refused for good. */
    private boolean send(List<SentEvent> batch) {
        batch.forEach(event -> book.sending(event.id()));
        String body = "[" + String.join(",", batch.stream().map(SentEvent::json).toList()) + "]";
        long began = System.nanoTime();
        try {
            HttpResponse<String> answer = client.send(request(body), BodyHandlers.ofString());
            boolean known = settle(batch, answer);
            refusals.look(answer);
            timeline.note(began, known, Integer.toString(answer.statusCode()));
            return known;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            again.addAll(batch);
            timeline.note(began, false, e.getClass().getSimpleName());
            return false;
        } catch (InterruptedException e) {
            again.addAll(batch);
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create(address.get() + "/v1/events"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private boolean settle(List<SentEvent> batch, HttpResponse<String> answer) throws IOException {
        JsonNode results = JSON.readTree(answer.body()).path("results");
        boolean known = true;
        for (int i = 0; i < batch.size(); i++) {
            SentEvent event = batch.get(i);
            Outcome outcome =
                    outcome(answer.statusCode(), results.path(i).path("status").asText());
            book.note(event.id(), outcome);
            if (outcome == Outcome.INFO) {
                again.add(event);
                known = false;
            }
        }
        return known;
    }

    private static Outcome outcome(int status, String said) {
        return switch (said) {
            case "accepted" -> Outcome.OK;
            case "rejected" -> Outcome.FAIL;
            case "retry" -> Outcome.INFO;
            default ->
                status >= SERVER_ERROR || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT
                        ? Outcome.INFO
                        : Outcome.FAIL;
        };
    }
}
