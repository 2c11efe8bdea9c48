package dev.pulso.processor.segment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @Test
    void shouldKeepWhatIsWrittenInOrderAndByKind(@TempDir Path directory) {
        try (Store store = Store.open(directory);
                Changes changes = store.change()) {
            changes.put(Kind.DAY, "", "2026-01-02", "b")
                    .put(Kind.DAY, "", "2026-01-01", "a")
                    .put(Kind.DAY, "", "2026-01-03", "a")
                    .put(Kind.FACT, "é", "a", "1")
                    .put(Kind.FACT, "", "ab", "1");
            assertThat(store.last(Kind.DAY)).isEmpty();
            changes.write();
            changes.delete(Kind.FACT, "ab1").write();
            changes.put(Kind.MARK, "never written", "x");
        }
        try (Store store = Store.open(directory);
                Changes changes = store.change()) {
            assertThat(store.last(Kind.DAY)).contains(new Store.Entry("2026-01-03a", ""));
            assertThat(store.last(Kind.PARTIAL)).isEmpty();
            try (var range = store.range(Kind.DAY, "2026-01-02", "2026-01-03")) {
                assertThat(range.map(Store.Entry::key)).containsExactly("2026-01-02b");
            }
            try (var facts = store.scan(Kind.FACT, "a")) {
                assertThat(facts).containsExactly(new Store.Entry("a1", "é"));
            }
            assertThat(store.has(Kind.MARK, "x")).isFalse();
            changes.deleteAll(Kind.DAY).write();
            assertThat(store.last(Kind.DAY)).isEmpty();
            assertThat(store.get(Kind.FACT, "a", "1")).isEqualTo("é");
        }
    }
}
