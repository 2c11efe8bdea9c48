package dev.pulso.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.pulso.dashboard.world.ResultsWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Live view in a real browser, against the running service. */
@QuarkusTest
@WithTestResource(PageWorld.class)
class LiveViewTest extends PageTest {
    @Test
    void shouldShowTheSameRankingAsRest() {
        open("");
        assertThat(rows()).hasCount(20);

        // The minute may turn between the two questions; then the next look agrees.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            String rest = (String)
                    page.evaluate("async () => (await (await fetch('/v1/hashtags?window=15m&limit=20')).json())"
                            + ".items.map((row) => row.tag + ' ' + row.posts).join()");
            String shown = (String)
                    page.evaluate(
                            "() => [...document.querySelectorAll('.ranking tbody tr')]"
                                    + ".map((row) => row.dataset.tag + ' ' + row.querySelector('.posts').textContent.replace(/\\D/g, '')).join()");
            assertThat(shown).isEqualTo(rest);
        });
        screenshot("live-light");
    }

    @Test
    void shouldMoveWhenPostsArrive() {
        open("");
        assertThat(rows()).hasCount(20);

        world.posts(ResultsWorld.minute(0), "overnight", "bluesky", "en", 90_000);

        assertThat(rows().first()).hasAttribute("data-tag", "overnight");
        assertThat(rows().first().locator(".badge")).hasText("new");
        assertThat(rows().first().locator(".posts")).hasText("90,000");
        world.posts(ResultsWorld.minute(0), "overnight", "bluesky", "en", -90_000);
        assertThat(page.locator("[data-tag=overnight]")).hasCount(0);
    }

    @Test
    void shouldOpenATagByKeyboardAndKeepItInTheAddress() {
        open("");
        Locator tag = page.locator("[data-tag=kafka] button");
        tag.focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("#timeline-title")).hasText("#Kafka");
        assertThat(page).hasURL(Pattern.compile(".*\\?tag=kafka"));
        assertThat(tag).hasAttribute("aria-pressed", "true");
        page.getByText("Show as a table").click();
        assertThat(page.locator(".twin tbody tr")).hasCount(15);
        page.reload();
        assertThat(page.locator("#timeline-title")).hasText("#Kafka");
        page.goBack();
        assertThat(page.locator("#timeline-title")).hasText("All hashtags");
    }

    @Test
    void shouldTellWhatIsBehindATag() {
        open("?tag=kafka");

        assertThat(page.locator(".figures")).containsText("Authors");
        assertThat(page.locator(".posts-of li")).hasCount(3);
        assertThat(page.locator(".posts-of li").first()).containsText("A post about #kafka and more");
        assertThat(page.locator(".posts-of li").first()).containsText("Author c1b190…");
        assertThat(page.locator(".posts-of li").last()).containsText("The text is not kept.");
        assertThat(page.locator(".split")).hasCount(2);
        assertThat(page.locator(".chips li:has-text('other spelling')")).containsText("#open_source");
        assertAccessible("tag");
        wholePage("tag");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("#opensource 4"))
                .click();
        assertThat(page.locator("#timeline-title")).hasText("#Opensource");
        assertThat(page.locator(".posts-of li").first()).containsText("A post about #opensource");
    }

    @Test
    void shouldShowTheFiguresOfATagInOneRow() {
        for (String language : List.of("en", "es")) {
            open("?tag=kafka&ui=" + language, 1280, 900, ColorScheme.LIGHT);
            assertThat(page.locator(".figures dd")).hasCount(4);
            assertThat(
                            page.evaluate(
                                    "() => new Set([...document.querySelectorAll('.figures dd')].map(each => each.getBoundingClientRect().bottom)).size"))
                    .isEqualTo(1);
            screenshot("figures-" + language);
        }
    }

    @Test
    void shouldHideRelatedTagsWhereTheStoreDoesNotKnowThem() {
        results.relatedKnown(false);
        try {
            open("?tag=kafka");
            assertThat(page.locator(".posts-of li")).hasCount(3);
            assertThat(page.getByText("Used together with")).hasCount(0);
        } finally {
            results.relatedKnown(true);
        }
        complaints.removeIf(complaint -> complaint.contains("404"));
    }

    @Test
    void shouldGoBackInTimeAndLiveAgain() {
        open("");
        assertThat(page.locator(".ranking .course .curve").first()).isVisible();
        Locator scrubber = page.getByLabel("Back in time");
        assertThat(scrubber).hasAttribute("aria-valuetext", "until now");

        scrubber.press("ArrowLeft");
        scrubber.press("ArrowLeft");

        assertThat(page).hasURL(Pattern.compile(".*range=custom&from=.*"));
        assertThat(page.locator(".ranking tbody tr").first()).isVisible();
        assertThat(scrubber).not().hasAttribute("aria-valuetext", "until now");
        assertAccessible("back in time");
        page.getByText("Live again").click();
        assertThat(page).not().hasURL(Pattern.compile(".*range=.*"));
        assertThat(scrubber).hasAttribute("aria-valuetext", "until now");
    }

    @Test
    void shouldFilterByNetworkAndLanguage() {
        open("?network=mastodon", 1440, 900, ColorScheme.LIGHT);
        assertThat(rows().first()).isVisible();
        assertThat(page.getByLabel("Network")).hasValue("mastodon");
        page.getByLabel("Network").selectOption("");
        page.getByLabel("Language of posts").selectOption("ja");
        assertThat(page).hasURL(Pattern.compile(".*\\?lang=ja"));

        page.navigate(url + "?network=nowhere");

        assertThat(page.getByText("No hashtag matches these filters")).isVisible();
        page.getByText("Clear the filters").click();
        assertThat(rows()).hasCount(20);
    }

    @Test
    void shouldShowLongerRangesFromRest() {
        open("?range=24h", 1440, 900, ColorScheme.DARK);

        assertThat(rows()).hasCount(20);
        assertThat(page.locator("#timeline-title")).hasText("#Worldcup");
        assertThat(page.getByText("Posts per 5 minutes")).isVisible();
        page.getByText("From – to").click();
        assertThat(page.locator("input[name=from]")).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*from=.*"));
        assertThat(rows()).hasCount(20);
        screenshot("range-dark");
    }

    @Test
    void shouldSaveExactlyWhatIsShown() throws IOException {
        open("");
        assertThat(rows()).hasCount(20);
        page.getByText("Pause").click();
        List<String> shown = rows().all().stream()
                .map(row -> row.getAttribute("data-tag") + ","
                        + row.locator(".posts").innerText().replace(",", ""))
                .toList();
        // Comes in while the view stands still, and must not be in the file.
        world.posts(ResultsWorld.minute(0), "kafka", "x", "en", 70_000);
        world.flush();

        Download download =
                page.waitForDownload(() -> page.getByText("Download CSV").click());
        world.posts(ResultsWorld.minute(0), "kafka", "x", "en", -70_000);

        List<String> lines = Files.readAllLines(download.path());
        assertThat(download.suggestedFilename()).matches("pulso-hashtags-\\d{8}T\\d{4}-\\d{8}T\\d{4}\\.csv");
        assertThat(lines).first().isEqualTo("rank,moved,tag,display,posts,reposts,authors,trend");
        assertThat(lines.stream().skip(1).map(LiveViewTest::tagAndPosts)).isEqualTo(shown);
    }

    private static String tagAndPosts(String line) {
        String[] cells = line.split(",", -1);
        return cells[2] + "," + cells[4];
    }

    @Test
    void shouldMarkTheMinuteThatIsNotOver() {
        open("?tag=kafka");
        page.getByText("Show as a table").click();

        assertThat(page.locator(".twin tbody tr").first()).containsText("so far");
        assertThat(page.locator(".twin tbody tr:has-text('so far')")).hasCount(1);
        open("?range=custom&from=2026-01-01T10:00:00Z&to=2026-01-01T10:30:00Z&tag=kafka");
        page.getByText("Show as a table").click();
        assertThat(page.locator(".twin tbody tr")).hasCount(30);
        assertThat(page.locator(".twin tbody tr:has-text('so far')")).hasCount(0);
    }

    @Test
    void shouldNameTheTimeZoneAndNeverCallThePastNow() {
        Instant to = Instant.now().minus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MINUTES);
        open("?range=custom&from=" + to.minus(Duration.ofMinutes(90)) + "&to=" + to);

        assertThat(page.getByLabel("Back in time")).not().hasAttribute("aria-valuetext", "until now");
        assertThat(page.locator(".scrubber output")).containsText("UTC");
        assertThat(page.locator(".ranking .card-head")).containsText("UTC");
        assertThat(page.getByText("From (UTC)")).isVisible();
    }

    @Test
    void shouldSpeakSpanishOnAPhone() {
        open("?ui=es", 390, 844, ColorScheme.LIGHT);

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Etiquetas más usadas")))
                .isVisible();
        assertThat(page.locator("html")).hasAttribute("lang", "es");
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("no sideways scrolling")
                .isTrue();
        wholePage("phone-es");
    }

    @Test
    void shouldSayWhenItIsOfflineAndComeBackByItself() {
        open("");
        assertThat(page.getByRole(AriaRole.STATUS).getByText("Live")).isVisible();

        context.setOffline(true);
        assertThat(page.locator("[data-state=offline]")).isVisible();
        assertThat(rows()).hasCount(20);
        screenshot("offline");
        complaints.clear();

        context.setOffline(false);
        world.posts(ResultsWorld.minute(0), "kafka", "x", "en", 1);
        assertThat(page.locator("[data-state=live]")).isVisible();
        complaints.clear();
    }

    @Test
    void shouldStandStillWhenPaused() {
        open("");
        assertThat(rows()).hasCount(20);
        page.getByText("Pause").click();
        String before = rows().first().innerText();

        world.posts(ResultsWorld.minute(0), rows().first().getAttribute("data-tag"), "x", "en", 10);
        world.flush();
        page.waitForTimeout(1_200);

        assertThat(rows().first().innerText()).isEqualTo(before);
        page.getByText("Resume").click();
        assertThat(rows().first()).not().hasText(before);
    }

    @Test
    void shouldBeAccessibleInBothThemes() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            open("?tag=kafka", 1440, 900, scheme);
            assertThat(rows()).hasCount(20);
            page.getByText("Show as a table").click();

            assertAccessible(scheme.name());
            screenshot("axe-" + scheme.name().toLowerCase(Locale.ROOT));
        }
    }

    private Locator rows() {
        return page.locator(".ranking tbody tr");
    }
}
