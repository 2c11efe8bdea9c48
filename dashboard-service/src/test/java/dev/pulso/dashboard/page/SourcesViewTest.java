package dev.pulso.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources: what runs, and files that are replayed. */
@QuarkusTest
@WithTestResource(PageWorld.class)
class SourcesViewTest extends PageTest {
    private static final String LINE =
            "{\"op\":\"CREATE\",\"network\":\"demo\",\"postId\":\"%d\",\"createdAt\":\"2026-11-23T08:00:00Z\"}\n";

    @BeforeEach
    void startOver() {
        extractor.reset();
    }

    @Test
    void shouldTellWhatEachSourceDoes() {
        open("?view=sources");

        assertThat(source("sky")).containsText("streaming");
        assertThat(source("sky").locator(".chips li"))
                .hasText(new String[] {"#kafka", "#opensource", "event streaming"});
        assertThat(source("toots")).containsText("waiting to retry");
        assertThat(source("toots")).containsText("connection refused");
    }

    @Test
    void shouldPauseResumeAndDelete() {
        open("?view=sources");

        button("Pause sky").click();
        assertThat(source("sky").locator("[data-state=PAUSED]")).isVisible();
        button("Resume sky").click();
        assertThat(source("sky").locator("[data-state=STREAMING]")).isVisible();

        button("Delete toots").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Delete the source toots?");
        assertAccessible("dialog");
        page.keyboard().press("Escape");
        assertThat(source("toots")).isVisible();
        button("Delete toots").click();
        page.getByRole(AriaRole.DIALOG)
                .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(source("toots")).hasCount(0);
    }

    @Test
    void shouldAddAndChangeASource() {
        open("?view=sources");
        page.getByLabel("Kind").selectOption("mastodon");
        page.getByLabel("Name").fill("social");
        page.getByLabel("Hashtags to follow").fill("#java, quarkus,");
        page.getByLabel("Server").fill("https://fosstodon.org");
        button("Add source").click();

        assertThat(source("social").locator(".chips li")).hasText(new String[] {"#java", "#quarkus"});
        assertThat(page.getByLabel("Name")).hasValue("");
        button("Change social").click();
        assertThat(page.getByLabel("Words or phrases")).isVisible();
        page.getByLabel("Words or phrases").fill("reactive");
        button("Save").click();

        assertThat(source("social").locator(".chips li")).hasText(new String[] {"#java", "#quarkus", "reactive"});
        assertThat(extractor.source("social").getJsonObject("settings").getMap())
                .isEqualTo(Map.of("server", "https://fosstodon.org", "tags", "#java,quarkus", "terms", "reactive"));
    }

    @Test
    void shouldSayWhyASourceIsRefused() {
        open("?view=sources");
        page.getByLabel("Kind").selectOption("x");
        page.getByLabel("Name").fill("birds");
        button("Add source").click();

        assertThat(page.getByRole(AriaRole.ALERT).getByText("an x source needs a token"))
                .isVisible();
        assertThat(page.getByLabel("Name")).hasValue("birds");
        complaints.clear();
    }

    @Test
    void shouldReplayAChosenFileAndShowItsErrors() {
        open("?view=sources");
        choose("posts.ndjson", LINE.formatted(1) + "broken\n" + LINE.formatted(2));

        assertThat(page.getByLabel("Format")).hasValue("pulso");
        page.getByLabel("Times").selectOption("asLive");
        button("Start replay").click();

        Locator replay = page.locator("[data-replay]").first();
        assertThat(replay).containsText("posts.ndjson");
        assertThat(replay).containsText("done");
        assertThat(replay.locator("[data-count=rejected]")).containsText("1");
        replay.getByText("1 error").click();
        assertThat(replay.locator(".twin tbody tr")).containsText("the line is no JSON object");
        assertThat(replay.locator(".twin tbody td").first()).hasText("2");
        assertThat(extractor.queries()).containsExactly("format=pulso&retime=asLive");
    }

    @Test
    void shouldTakeADroppedCsvFileAndGuessItsColumns() {
        open("?view=sources");
        JSHandle dropped = page.evaluateHandle("() => { const data = new DataTransfer();"
                + " data.items.add(new File(['tweet_id,created_at,text,lang\\n1,2026-11-23T08:00:00Z,#kafka,en\\n'], 'old.csv'));"
                + " return data; }");
        page.locator(".drop").dispatchEvent("drop", Map.of("dataTransfer", dropped));

        assertThat(page.getByLabel("Format")).hasValue("csv");
        assertThat(page.locator("input[name=id][list=header]")).hasValue("tweet_id");
        assertThat(page.locator("input[name=time]")).hasValue("created_at");
        assertAccessible("csv");
        wholePage("sources-csv");
        page.locator("input[name=timeFormat]").fill("iso");
        button("Start replay").click();

        assertThat(page.locator("[data-replay]").first()).containsText("old.csv");
        assertThat(extractor.queries())
                .singleElement()
                .asString()
                .contains("format=csv", "id=tweet_id", "time=created_at", "text=text", "lang=lang", "timeFormat=iso");
    }

    @Test
    void shouldCancelAReplay() {
        open("?view=sources");
        choose("slow.ndjson", LINE.formatted(1).repeat(20));
        page.getByLabel("Speed").fill("realtime");
        button("Start replay").click();

        assertThat(page.locator("[data-replay][data-state=RUNNING] progress")).isVisible();
        screenshot("sources-running");
        page.locator("[data-replay]").first().getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator("[data-replay]").first()).hasAttribute("data-state", "CANCELLED");
    }

    @Test
    void shouldShowHowFarAnUploadIsAndLetItGo() {
        open("?view=sources");
        assertThat(source("sky")).isVisible();
        // Never answered: the upload stays on its way.
        page.route("**/v1/replays?**", route -> {});
        choose("big.ndjson", LINE.formatted(1).repeat(30_000));
        button("Start replay").click();

        assertThat(page.locator(".upload progress")).isVisible();
        assertThat(page.locator(".upload")).containsText("big.ndjson");
        assertAccessible("upload");
        page.locator(".upload").getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator(".upload")).hasCount(0);
        complaints.clear();
    }

    @Test
    void shouldFitEverywhere() {
        assertFitsEverywhere("?view=sources", "[data-source]", "sources");
    }

    private void choose(String name, String content) {
        page.locator("input[type=file]")
                .setInputFiles(
                        new FilePayload(name, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8)));
    }

    private Locator source(String id) {
        return page.locator("[data-source=" + id + "]");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
