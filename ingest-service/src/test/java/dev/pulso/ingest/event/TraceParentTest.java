package dev.pulso.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String GOOD = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void shouldTakeTheHeaderAsItIs() {
        assertThat(TraceParent.of(List.of(GOOD))).isEqualTo(GOOD);
        assertThat(TraceParent.of(null)).isNull();
        assertThat(TraceParent.of(List.of(GOOD, GOOD))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01,00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0a-x,00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"
    })
    void shouldReadVersionsToComeAsTheFirst(String header, String understood) {
        assertThat(TraceParent.of(List.of(header))).isEqualTo(understood);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"",
                "nonsense"
            })
    void shouldIgnoreWhatDoesNotConform(String header) {
        assertThat(TraceParent.of(List.of(header))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"'',1", "'\"traceparent\":null,',0", "'\"traceparent\":\"x\",',0"})
    void shouldNotTouchATraceContextOfTheEventItself(String own, int added) throws Exception {
        byte[] bytes = ("{" + own + "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"time\":"
                        + "\"2026-11-23T08:00:00Z\"}")
                .getBytes(StandardCharsets.UTF_8);
        Incoming event = EventReaders.structured(new ByteArrayInputStream(bytes), bytes.length)
                .next();
        byte[] stamped = EventStamps.stamp((Incoming.Good) event, Instant.EPOCH, null, GOOD);
        assertThat(new String(stamped, StandardCharsets.UTF_8).split(GOOD, -1)).hasSize(added + 1);
    }
}
