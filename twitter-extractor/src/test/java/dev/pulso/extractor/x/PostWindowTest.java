package dev.pulso.extractor.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PostWindowTest {
    @Test
    void shouldTakeTheLowestIdsAboveTheLastWindow() {
        PostWindow window = new PostWindow(10, 2);
        List.of("x:40", "x:10", "x:30", "x:20", "x:20", "bluesky:11", "x:a", "x:99999999999999999999")
                .forEach(key -> window.post(key, false));

        assertThat(window.ids()).containsExactly(20L, 30L);
        assertThat(window.end()).isEqualTo(30);
    }

    @Test
    void shouldAskNoMoreAboutWhatIsDeletedHere() {
        PostWindow window = new PostWindow(0, 2);
        window.post("x:1", false);
        window.post("x:2", false);
        window.post("x:1", true);

        assertThat(window.ids()).containsExactly(2L);
        assertThat(window.end()).as("there is nothing behind it").isZero();
    }
}
