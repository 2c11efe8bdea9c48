package dev.pulso.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has no pointer reaches everything, and sees where they are. */
@QuarkusTest
@WithTestResource(PageWorld.class)
class KeyboardTest extends PageTest {
    /** Everything one can act on that is shown; of a group of radio buttons, the chosen one. */
    private static final String MISSED = """
            () => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
                .filter((one) => one.checkVisibility() && !one.disabled && one.type !== 'file')
                .filter((one) => one.type !== 'radio' || one.checked)
                .filter((one) => !one.dataset.reached)
                .map((one) => one.outerHTML.slice(0, 120))
            """;

    /** Marks what has the focus; tells it if nothing shows that it has, and null once the page has been left. */
    private static final String MARK = """
            () => {
                const one = document.activeElement;
                if (!one || one === document.body || one.dataset.reached) {
                    return null;
                }
                one.dataset.reached = 'yes';
                const shown = [one, one.nextElementSibling, one.closest('label')]
                    .some((each) => each && getComputedStyle(each).outlineStyle !== 'none');
                return shown ? '' : one.outerHTML.slice(0, 120);
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "'?tag=kafka', .posts-of li",
        "?view=trends, .lead",
        "?view=segments&member=customer-7, .found",
        "?view=sources, .sources li",
        "?view=pipeline, .component"
    })
    void shouldReachEverythingByTabAndShowWhere(String query, String landmark) {
        open(query);
        page.locator(landmark).first().waitFor();
        List<String> unseen = new ArrayList<>();
        int reached = 0;
        page.keyboard().press("Tab");
        for (Object told = page.evaluate(MARK); told != null; told = page.evaluate(MARK)) {
            reached++;
            if (told instanceof String hidden && !hidden.isEmpty()) {
                unseen.add(hidden);
            }
            page.keyboard().press("Tab");
        }

        assertThat(reached).isGreaterThan(8);
        assertThat(unseen).as("focused without a sign of it").isEmpty();
        assertThat((List<?>) page.evaluate(MISSED)).as("not reached by Tab").isEmpty();
    }
}
