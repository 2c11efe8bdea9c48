package dev.pulso.local.client;

import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A shop whose customers look, order and pay, for the business side of the demo: real CloudEvents over HTTP. */
public final class DemoShop implements AutoCloseable {
    private static final int CUSTOMERS = 400;
    private static final int EVENTS_AT_ONCE = 8;
    private static final int DEAREST_CENTS = 12_000;
    private static final List<String> STEPS =
            List.of("shop.page.viewed", "shop.page.viewed", "shop.page.viewed", "shop.order.placed", "shop.order.paid");
    private static final List<String> BRANCHES = List.of("/shop/berlin", "/shop/madrid", "/shop/lima");

    private final Api api;
    private final String events;
    private final Random random = new Random();
    private final ScheduledExecutorService till = Executors.newSingleThreadScheduledExecutor();
    private @Nullable ScheduledFuture<?> sales;

    public DemoShop(Settings settings) {
        api = new Api(settings);
        events = settings.url(Part.INGEST) + "/v1/events";
    }

    /** Starts selling. */
    public void open() {
        sales = till.scheduleWithFixedDelay(this::sell, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (sales != null) {
            sales.cancel(true);
        }
        till.shutdownNow();
    }

    private void sell() {
        try {
            api.post(events, "application/cloudevents-batch+json", BodyPublishers.ofString(batch()));
        } catch (ApiException e) {
            // ingest-service or Kafka is away: a demo does not queue, the next second has its own customers.
        }
    }

    private String batch() {
        return Api.json(IntStream.rangeClosed(0, random.nextInt(EVENTS_AT_ONCE))
                .mapToObj(i -> event())
                .toList());
    }

    private Map<String, Object> event() {
        int customer = (int) (CUSTOMERS * Math.pow(random.nextDouble(), 2));
        String step = STEPS.get(random.nextInt(STEPS.size()));
        int cents = step.startsWith("shop.order") ? 100 + random.nextInt(DEAREST_CENTS) : 0;
        return Map.of(
                "specversion",
                "1.0",
                "id",
                UUID.randomUUID().toString(),
                "source",
                BRANCHES.get(customer % BRANCHES.size()),
                "type",
                step,
                "subject",
                "customer-" + customer,
                "time",
                Instant.now().toString(),
                "pulsovalue",
                "/total",
                "data",
                Map.of("total", cents / 100.0));
    }
}
