package dev.pulso.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Segments: the groups, what makes them, who moves, and the runs they came from. */
@QuarkusTest
@WithTestResource(PageWorld.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SegmentsViewTest extends PageTest {
    @Test
    void shouldDescribeEachSegmentOfTheRunInUse() {
        open("?view=segments");

        assertThat(page.locator(".segment")).hasCount(4);
        assertThat(page.locator("#run-title")).hasText("Version 12");
        assertThat(segment("s1")).containsText("frequent, high spend");
        assertThat(segment("s1")).containsText("1,156 members, 26.4% of all");
        assertThat(segment("s1")).containsText("14.6 orders");
        assertThat(segment("s1")).containsText("frequency > 0.5");
        assertThat(segment("s1")).containsText("finds 91% of them; 88% of those found belong here");
        assertThat(page.locator(".map .centre")).hasCount(4);
        assertThat(page.locator(".map .point")).hasCount(240);
        assertThat(page.locator(".movements tbody tr")).hasCount(2);
        assertThat(page.locator(".movements tbody tr").first()).containsText("41");
    }

    @Test
    void shouldTellWhyTheNewestRunWasRefusedAndShowIt() {
        open("?view=segments&segmentation=customers");
        assertThat(page.locator(".notice")).containsText("Stability 0.41 is below the gate of 0.7");

        page.locator("pulso-header select").first().selectOption("es");
        assertThat(page.locator(".notice")).containsText("Estabilidad 0,41, por debajo del umbral de 0,7");
        assertThat(page.locator("main [lang=en]")).hasCount(0);
        page.locator("pulso-header select").first().selectOption("en");

        page.locator("[data-version='13'] a").click();

        assertThat(page).hasURL(Pattern.compile(".*version=13"));
        assertThat(page.locator("#run-title")).hasText("Version 13");
        assertThat(page.locator(".segment")).hasCount(4);
        page.getByText("Show version 12, which is in use").click();
        assertThat(page.locator("#run-title")).hasText("Version 12");
    }

    @Test
    void shouldFindAMemberAndKeepItInTheAddress() {
        open("?view=segments");
        page.getByLabel("Id of a customer or author").fill("customer-7");
        page.keyboard().press("Enter");

        assertThat(page.locator(".found")).containsText("customer-7 → frequent, high spend");
        assertThat(page.locator(".facts")).containsText("occasional, recent");
        assertThat(page.locator(".facts")).containsText("frequency: 14.5 is nearer to 14.6 than to 3.1");
        assertThat(page.locator(".changes li")).hasCount(2);
        page.reload();
        assertThat(page.locator(".found")).containsText("customer-7");

        page.getByLabel("Id of a customer or author").fill("nobody");
        button("Find").click();
        assertThat(page.getByText("nobody is in no segment.")).isVisible();
        complaints.removeIf(complaint -> complaint.contains("404"));
    }

    @Test
    void shouldSayInSpanishWhatTheDefinitionSaysInSpanish() {
        open("?view=segments&segmentation=customers&member=customer-7&ui=es");

        assertThat(segment("s1").getByRole(AriaRole.HEADING).first()).hasText("frecuentes, de mucho gasto");
        assertThat(segment("s4").getByRole(AriaRole.HEADING).first()).hasText("bulk buyers");
        assertThat(segment("s1")).containsText("días sin comprar");
        assertThat(segment("s1")).containsText("14,6 pedidos");
        assertThat(segment("s1")).containsText("pedidos hechos > 0,5");
        assertThat(page.locator(".legend")).containsText("s2 ocasionales, recientes");
        assertThat(page.locator(".movements tbody tr").first()).containsText("ocasionales, recientes");
        assertThat(page.locator(".found")).containsText("customer-7 → frecuentes, de mucho gasto");
        assertThat(page.locator(".facts")).containsText("pedidos hechos: 14,5 está más cerca de 14,6 que de 3,1");
        assertThat(page.locator(".facts")).containsText("días sin comprar: 9,8 → 1211");
        assertThat(button("Entrenar clientes ahora")).isEnabled();
        assertThat(page.locator("main [lang=en]")).hasCount(0);
    }

    @Test
    void shouldListMembersAndSaveThem() throws IOException {
        open("?view=segments");
        button("Show members bulk buyers").click();
        assertThat(segment("s4").locator(".chips li")).hasCount(20);

        Download download =
                page.waitForDownload(() -> button("Members as CSV bulk buyers").click());
        assertThat(download.suggestedFilename()).isEqualTo("pulso-customers-s4.csv");
        assertThat(Files.readAllLines(download.path())).first().isEqualTo("entity,distance");
        Download segments =
                page.waitForDownload(() -> button("Download segments as CSV").click());
        assertThat(Files.readAllLines(segments.path())).first().isEqualTo("id,name");
    }

    @Test
    void shouldSayWhenNoStructureWasFound() {
        open("?view=segments&segmentation=authors");

        assertThat(page.locator(".run")).containsText("no structure found");
        assertThat(page.locator(".segment")).hasCount(0);
        assertAccessible("no structure");
    }

    @Test
    void shouldSayWhyThereAreAsManySegments() {
        open("?view=segments&segmentation=customers");
        page.getByText("Why this many segments").click();

        assertThat(page.locator(".evidence tbody tr")).hasCount(4);
        assertThat(page.locator(".evidence [data-k='4']")).containsText("4 chosen");
        assertThat(page.locator(".evidence [data-k='4']")).containsText("0.62");
        assertThat(page.locator(".history")).containsText("s4 is new");
        assertAccessible("evidence");
    }

    @Test
    void shouldOrderATrainingAndSayWhyItIsRefused() {
        open("?view=segments&segmentation=customers");
        button("Train customers now").click();
        assertThat(page.locator("pulso-train-order")).containsText("The training of customers is ordered");

        open("?view=segments&segmentation=authors");
        button("Train authors now").click();
        assertThat(page.locator("pulso-train-order"))
                .containsText("authors is not being trained: a training of authors runs already");
        complaints.removeIf(complaint -> complaint.contains("409"));
    }

    @Test
    void shouldExplainItselfWhenNothingHasBeenTrained() {
        results.segmentationsKnown(false);
        try {
            open("?view=segments");
            assertThat(page.getByText("No segmentation has been trained yet")).isVisible();
            assertThat(button("Train customers now")).isEnabled();
            assertThat(button("Train authors now")).isEnabled();
            assertAccessible("no segmentation");
            screenshot("segments-empty");
        } finally {
            results.segmentationsKnown(true);
        }
    }

    @Test
    void shouldFitEverywhere() {
        assertFitsEverywhere("?view=segments&member=customer-7", ".found", "segments");
    }

    /** After all that do not expect what the stream remembers. */
    @Test
    @Order(Integer.MAX_VALUE)
    void shouldShowANewRunAsItIsPromotedAndLeaveTheFocus() {
        open("?view=segments&segmentation=customers");
        assertThat(page.locator("#run-title")).hasText("Version 12");

        results.promote(14);

        assertThat(page.locator("[data-version='14']")).containsText("promoted");

        blank(1440, 900, ColorScheme.LIGHT);
        List<Route> held = new CopyOnWriteArrayList<>();
        page.route("**/v1/segmentations?*", held::add);
        page.navigate(url + "?view=segments");
        page.locator("input[value=customers]").focus();
        page.waitForCondition(() -> !held.isEmpty());
        assertThat(page.locator("input[value=authors]")).hasCount(0);
        held.get(0).resume();
        assertThat(page.locator("input[value=authors]")).hasCount(1);
        assertThat(page.locator("input[value=customers]")).isFocused();
        assertThat(page.locator("input[value=customers]")).isChecked();
    }

    private Locator segment(String id) {
        return page.locator("[data-segment=" + id + "]");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
