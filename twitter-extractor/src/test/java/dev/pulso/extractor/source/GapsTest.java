package dev.pulso.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapsTest {
    @TempDir
    Path folder;

    @Test
    void shouldKnowTheLastHundredLossesAfterAKill() {
        Path file = folder.resolve("sources/gaps.json");
        for (int i = 0; i < 150; i++) {
            Gaps.in(file).add(gap(i));
        }

        assertThat(Gaps.in(file).all()).hasSize(100).startsWith(gap(50)).endsWith(gap(149));
    }

    @Test
    void shouldBeLoudWhenItCannotKeepOrReadALoss() throws IOException {
        Path file = Files.writeString(folder.resolve("gaps.json"), "[{");
        Gaps blocked = Gaps.in(Files.writeString(folder.resolve("file"), "").resolve("gaps.json"));

        assertThatThrownBy(() -> Gaps.in(file)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> blocked.add(gap(1))).isInstanceOf(UncheckedIOException.class);
    }

    private static Gap gap(int number) {
        Instant from = Instant.ofEpochSecond(number);
        return new Gap("s", from, from.plusSeconds(1), "test " + number);
    }
}
