package dev.pulso.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.trend.Trend;
import dev.pulso.contracts.trend.Trend.State;
import dev.pulso.dashboard.world.SampleDay;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Trends: what stands out, and the badge it leaves in the ranking. */
@QuarkusTest
@WithTestResource(PageWorld.class)
class TrendsViewTest extends PageTest {
    @Test
    void shouldRankTrendsAndSayWhy() {
        publish();
        open("?view=trends");

        assertThat(cards()).hasCount(3);
        assertThat(cards().first()).hasAttribute("data-trend-tag", "kafka");
        assertThat(cards().first()).containsText("rising");
        assertThat(cards().first()).containsText("96 different authors within minutes, where 11.5 are usual");
        assertThat(cards().first()).containsText("7.4 standard deviations");
        assertThat(card("java")).containsText("peaking");
        assertThat(card("books")).containsText("fading");
        page.getByText("Show as a table").click();
        assertThat(page.locator(".twin tbody tr")).hasCount(3);

        page.locator("pulso-header select").first().selectOption("es");
        assertThat(cards().first()).containsText("96 autores distintos en pocos minutos");
        assertThat(page.locator("main [lang=en]")).hasCount(0);
    }

    @Test
    void shouldFollowATrendAsItChanges() {
        publish();
        open("?view=trends");
        assertThat(card("books")).hasAttribute("data-trend", "FADING");

        send("books", State.RISING, 12.5, "x");

        assertThat(cards().first()).hasAttribute("data-trend-tag", "books");
        assertThat(card("books")).hasAttribute("data-trend", "RISING");
    }

    @Test
    void shouldFilterAndOpenTheTag() {
        publish();
        open("?view=trends");
        page.getByLabel("Network").selectOption("x");
        assertThat(cards()).hasCount(2);

        card("kafka").getByText("#kafka").click();

        assertThat(page.locator("#timeline-title")).hasText("#Kafka");
        assertThat(page).hasURL(Pattern.compile(".*\\?network=x&tag=kafka"));
        assertThat(page.locator(".trend-note"))
                .containsText("96 different authors within minutes, where 11.5 are usual");
    }

    @Test
    void shouldTellALookAtOneNetworkFromThatAtAll() {
        publish();
        world.raw(Topics.TRENDS.name(), "kafka|x|", inNetworkX());
        world.flush();

        open("?view=trends");
        assertThat(cards()).hasCount(3);
        assertThat(card("kafka")).containsText("7.4 standard deviations");
        page.getByLabel("Network").selectOption("x");

        assertThat(card("kafka")).containsText("9.9 standard deviations");
        world.raw(Topics.TRENDS.name(), "kafka|x|", null);
        world.flush();
    }

    private static byte[] inNetworkX() {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        JsonObject data = new JsonObject()
                .put("tag", "kafka")
                .put("display", "Kafka")
                .put("network", "x")
                .put("score", 9.9)
                .put("observed", 40)
                .put("baseline", 2)
                .put("state", "RISING")
                .put("why", "40 distinct authors in 5 minutes where 2 are usual")
                .put("since", at.minusSeconds(300).toString())
                .put("at", at.toString());
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", "kafka|x/" + at)
                .put("source", "/pulso/spark-processor")
                .put("type", "pulso.trend.v1")
                .put("time", at.toString())
                .put("datacontenttype", "application/json")
                .put("data", data)
                .toBuffer()
                .getBytes();
    }

    @Test
    void shouldMarkTrendsInTheRanking() {
        publish();
        open("");

        assertThat(page.locator(".ranking tr[data-tag=kafka] .badge.trend")).containsText("rising");
        assertThat(page.locator(".ranking tr[data-tag=worldcup] .badge.trend")).hasCount(0);
    }

    @Test
    void shouldExplainItselfWhenNothingTrends() {
        for (String key : List.of("kafka", "java|mastodon|", "books|x|")) {
            world.raw(Topics.TRENDS.name(), key, null);
        }
        new SampleDay(world).reports();
        world.flush();
        open("?view=trends");

        // The page keeps what it was told until it comes anew.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            page.reload();
            assertThat(page.getByText("Nothing stands out right now"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(5_000));
        });
        assertThat(page.getByText("That takes some history")).isVisible();
        assertAccessible("no trends");
    }

    @Test
    void shouldFitEverywhere() {
        publish();
        assertFitsEverywhere("?view=trends&ui=es", ".trend-card", "trends");
    }

    private void publish() {
        send("kafka", State.RISING, 7.4, null);
        send("java", State.PEAKING, 5.1, "mastodon");
        send("books", State.FADING, 2.2, "x");
        world.flush();
    }

    private void send(String tag, State state, double score, @Nullable String network) {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Trend trend = new Trend(
                tag,
                tag,
                network,
                null,
                score,
                96,
                11.5,
                state,
                "96 distinct authors in 15 minutes where 11.5 are usual",
                at.minusSeconds(900),
                at);
        String key = network == null ? tag : tag + "|" + network + "|";
        world.send(Topics.TRENDS, key, key + "/" + at, trend);
    }

    private Locator cards() {
        return page.locator(".trend-card");
    }

    private Locator card(String tag) {
        return page.locator("[data-trend-tag=" + tag + "]");
    }
}
