package dev.pulso.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.options.ColorScheme;
import dev.pulso.dashboard.world.SampleDay;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The page holds no more after a long time than after a short one. The browser's clock and the event times of the updates
 * run ahead together, so that minutes grow old and are forgotten as they are in life. A few of the
 * browser's minutes by default; {@code -Dpulso.page.minutes=60} makes it an hour of them.
 */
@QuarkusTest
@WithTestResource(PageWorld.class)
class MemoryTest extends PageTest {
    private static final int MINUTES = Integer.getInteger("pulso.page.minutes", 4);
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final List<String> VIEWS = List.of("Trends", "Pipeline", "Sources", "Segments", "Live");
    private static final String COUNT_CHANGES = """
            window.changes = 0;
            const Source = window.EventSource;
            window.EventSource = class extends Source {
                constructor(address) {
                    super(address);
                    this.addEventListener('change', () => window.changes++);
                }
            };
            """;

    private SampleDay day;
    private Instant virtual;
    private int steps;

    /** What a browser holds after it has collected its garbage. */
    private record Held(long heap, long nodes, long listeners) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,d B of heap, %d nodes, %d listeners", heap, nodes, listeners);
        }
    }

    @Test
    void shouldHoldNoMoreAfterManyUpdates() {
        day = new SampleDay(world);
        virtual = Instant.now();
        blank(1280, 900, ColorScheme.LIGHT);
        page.addInitScript(COUNT_CHANGES);
        page.clock().install(new Clock.InstallOptions().setTime(virtual.toEpochMilli()));
        page.navigate(url + "?tag=kafka");
        assertThat(page.locator(".ranking tbody tr")).hasCount(20);

        live(Math.max(1, MINUTES / 4));
        Held before = held();
        live(MINUTES - Math.max(1, MINUTES / 4));
        Held after = held();

        System.out.printf("page after %d steps of %s: %s; before: %s%n", steps, STEP, after, before);
        assertThat(after.nodes()).as("nodes").isLessThan(before.nodes() + before.nodes() / 10 + 100);
        assertThat(after.listeners()).as("listeners").isLessThan(before.listeners() + 50);
        assertThat(after.heap()).as("heap").isLessThan(before.heap() + before.heap() / 10 + 1_500_000);
        // What was asked of a paused clock's network may be cut short by the end of the page.
        complaints.clear();
    }

    private void live(int minutes) {
        long until = steps + Duration.ofMinutes(minutes).dividedBy(STEP);
        while (steps < until) {
            if (steps % 45 == 0) {
                VIEWS.forEach(this::visit);
            }
            steps++;
            virtual = virtual.plus(STEP);
            int seen = changes();
            day.beat(virtual.truncatedTo(ChronoUnit.MINUTES));
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> changes() > seen);
            page.clock().runFor(STEP.toMillis());
        }
    }

    private void visit(String view) {
        page.locator("nav.views a").getByText(view).click();
        page.clock().runFor(1_000);
        assertThat(page.locator("nav.views a[aria-current]")).hasText(view);
    }

    private int changes() {
        return (Integer) page.evaluate("() => window.changes");
    }

    private Held held() {
        CDPSession devTools = context.newCDPSession(page);
        devTools.send("HeapProfiler.enable");
        // The second finds what finalisers of the first have let go.
        devTools.send("HeapProfiler.collectGarbage");
        devTools.send("HeapProfiler.collectGarbage");
        devTools.send("Performance.enable");
        JsonObject metrics = devTools.send("Performance.getMetrics");
        Held held = new Held(
                metric(metrics, "JSHeapUsedSize"), metric(metrics, "Nodes"), metric(metrics, "JSEventListeners"));
        devTools.detach();
        return held;
    }

    private static long metric(JsonObject metrics, String name) {
        for (JsonElement metric : metrics.getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals(name)) {
                return metric.getAsJsonObject().get("value").getAsLong();
            }
        }
        throw new AssertionError("the browser does not measure " + name);
    }
}
