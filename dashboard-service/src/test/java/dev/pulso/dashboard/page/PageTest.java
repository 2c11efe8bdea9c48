package dev.pulso.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.pulso.dashboard.world.FakeExtractor;
import dev.pulso.dashboard.world.FakeResults;
import dev.pulso.dashboard.world.ResultsWorld;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of all views share: a real browser against the running service, and what holds in every view. */
abstract class PageTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static Chromium chromium;

    ResultsWorld world;
    FakeResults results;
    FakeExtractor extractor;

    @TestHTTPResource("/")
    URL url;

    BrowserContext context;
    Page page;

    /** Errors and warnings the browser has told; a test that provokes some clears them. */
    final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void startBrowser() {
        // A quiet machine needs a tenth of a second; a starved one has been seen to need ten.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        chromium = new Chromium();
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void awaitReady() {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            try (var in = URI.create(url + "q/health/ready").toURL().openStream()) {
                return in.read() > 0;
            }
        });
    }

    @AfterEach
    void closePage() {
        context.close();
        assertThat(complaints).as("console of the browser").isEmpty();
    }

    void open(String query, int width, int height, ColorScheme scheme) {
        blank(width, height, scheme);
        page.navigate(url + query);
    }

    /** A page that shows nothing yet. */
    void blank(int width, int height, ColorScheme scheme) {
        if (context != null) {
            context.close();
        }
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("en-US")
                        .setTimezoneId("UTC"));
        context.setDefaultTimeout(60_000);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    void open(String query) {
        open(query, 1440, 900, ColorScheme.LIGHT);
    }

    /** Axe finds nothing in what is shown now. */
    void assertAccessible(String name) {
        AxeResults results = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze();
        assertThat(results.getViolations())
                .as("axe, %s", name)
                .extracting(violation -> violation.getId() + " " + violation.getNodes())
                .isEmpty();
    }

    /** The view at the width of a phone, a desk and a wall, in both themes: all of it is there and nothing sticks out. */
    void assertFitsEverywhere(String query, String landmark, String name) {
        for (int width : List.of(390, 1280, 2200)) {
            ColorScheme scheme = width == 1280 ? ColorScheme.DARK : ColorScheme.LIGHT;
            open(query, width, width == 390 ? 844 : 1000, scheme);
            page.locator(landmark).first().waitFor();
            assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                    .as("no sideways scrolling at %d", width)
                    .isTrue();
            assertAccessible(name + " at " + width);
            wholePage(name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
        }
    }

    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    void wholePage(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }
}
