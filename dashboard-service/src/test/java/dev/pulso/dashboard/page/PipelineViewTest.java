package dev.pulso.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.pulso.contracts.pipeline.PipelineReport.Status;
import dev.pulso.dashboard.world.SampleDay;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The picture of the pipeline, and the way between the views. */
@QuarkusTest
@WithTestResource(PageWorld.class)
class PipelineViewTest extends PageTest {
    @BeforeEach
    void report() {
        // The reports of the world's start count as silent after half a minute.
        new SampleDay(world).reports();
        world.flush();
    }

    @Test
    void shouldShowEachStageWithItsFigures() {
        open("?view=pipeline");

        assertThat(page.locator(".stage")).hasCount(5);
        assertThat(stage("sources")).containsText("twitter-extractor");
        assertThat(stage("sources")).containsText("records/s in");
        assertThat(stage("buffer")).containsText("12");
        assertThat(stage("buffer")).containsText("1 partition");
        assertThat(stage("processing")).containsText("480 ms");
        assertThat(stage("store")).hasAttribute("data-status", "UP");
        assertThat(page.getByText("Everything that came in is counted")).isVisible();
        assertThat(page.locator(".gaps")).containsText("cursor older than the server keeps");
        assertThat(page.getByText("connection refused")).isVisible();
    }

    @Test
    void shouldShowAComponentThatIsImpaired() {
        open("?view=pipeline");
        assertThat(stage("processing")).hasAttribute("data-status", "UP");

        world.report("spark-processor/counts", Status.DEGRADED, Map.of("rowsPerSecond", 3.0, "batchMillis", 9_500.0));

        assertThat(stage("processing")).hasAttribute("data-status", "DEGRADED");
        assertThat(stage("processing")).containsText("9.5 s");
        assertThat(page.locator("[data-component='spark-processor/counts']")).hasAttribute("data-status", "DEGRADED");
    }

    @Test
    void shouldGoBetweenTheViewsWithoutLoadingThePage() {
        open("?network=x");
        page.evaluate("() => { window.sameDocument = true; }");
        assertThat(link("Live")).hasAttribute("aria-current", "page");

        link("Pipeline").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".stage").first()).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*\\?view=pipeline&network=x"));
        assertThat(page).hasTitle("Pipeline · Pulso");
        assertThat(page.locator("main")).isFocused();
        link("Sources").click();
        assertThat(page.locator("[data-source]").first()).isVisible();
        page.goBack();
        assertThat(page.locator(".stage").first()).isVisible();
        page.goBack();
        assertThat(page.locator(".ranking tbody tr").first()).isVisible();

        org.assertj.core.api.Assertions.assertThat(page.evaluate("() => window.sameDocument === true"))
                .isEqualTo(true);
    }

    @Test
    void shouldFitEverywhere() {
        assertFitsEverywhere("?view=pipeline&ui=es", ".component", "pipeline");
    }

    private Locator stage(String name) {
        return page.locator("[data-stage=" + name + "]");
    }

    private Locator link(String name) {
        return page.getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }
}
