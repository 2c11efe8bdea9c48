package dev.pulso.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.ingest.publish.Outgoing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentLogTest {
    private static final int SMALL = 2_000;

    private Path folder;

    @BeforeEach
    @BeforeTry
    void create() throws IOException {
        delete();
        folder = Files.createTempDirectory("pulso-spool-");
    }

    @AfterEach
    @AfterProperty
    void delete() throws IOException {
        if (folder != null) {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    @Test
    void shouldGiveBackWhatItTookInItsOrderAndForgetIt() throws IOException {
        try (SegmentLog log = SegmentLog.open(folder, SMALL)) {
            Outgoing bare = new Outgoing("other", null, null, null, null);
            Outgoing whole = Outgoing.of("topic", "key", new byte[] {1, 2}, "00-trace");
            log.append(List.of(bare, whole), 42);
            log.append(events(0, 100), 43);

            Segment.Batch first = log.take();
            assertThat(first.writtenAtMillis()).isEqualTo(42);
            assertThat(first.records()).hasSize(2);
            assertThat(first.records().get(0)).usingRecursiveComparison().isEqualTo(bare);
            assertThat(first.records().get(1)).usingRecursiveComparison().isEqualTo(whole);
            assertThat(numbers(log)).isEqualTo(sequence(100));
            assertThat(log.take()).isNull();
            assertThat(log.bytes()).isZero();
            assertThat(files(Segment.SUFFIX)).isEmpty();
            log.append(events(100, 3), 44);
            assertThat(numbers(log)).containsExactly(100, 101, 102);
        }
    }

    @Test
    void shouldGoOnAfterACrashWithItsOldestSegment() throws IOException {
        try (SegmentLog log = SegmentLog.open(folder, SMALL)) {
            for (int i = 0; i < 50; i++) {
                log.append(events(10 * i, 10), i);
            }
            assertThat(log.records()).isEqualTo(500);
            assertThat(files(Segment.SUFFIX)).hasSizeGreaterThan(5);
            for (int i = 0; i < 20; i++) {
                assertThat(log.take()).isNotNull();
            }
        }
        try (SegmentLog log = SegmentLog.open(folder, SMALL)) {
            long left = log.records();
            List<Integer> numbers = numbers(log);
            assertThat(numbers).hasSize((int) left);
            assertThat(left).as("nothing that was not taken is missing").isGreaterThanOrEqualTo(300);
            assertThat(numbers).isEqualTo(sequence(500).subList(500 - (int) left, 500));
        }
    }

    @Test
    void shouldBelongToOneProcess() throws IOException {
        try (SegmentLog log = SegmentLog.open(folder, SMALL)) {
            assertThat(log.records()).isZero();
            assertThatThrownBy(() -> SegmentLog.open(folder, SMALL))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void shouldKeepADamagedFileAndGoOnWithTheNext() throws IOException {
        try (SegmentLog log = SegmentLog.open(folder, SMALL)) {
            for (int i = 0; i < 50; i++) {
                log.append(events(10 * i, 10), i);
            }
        }
        Path second = files(Segment.SUFFIX).get(1);
        byte[] bytes = Files.readAllBytes(second);
        bytes[100] ^= 1;
        Files.write(second, bytes);
        try (SegmentLog log = SegmentLog.open(folder, SMALL)) {
            List<Integer> numbers = numbers(log);
            assertThat(numbers).startsWith(0, 1, 2).endsWith(498, 499).isSorted();
            assertThat(numbers.size()).isBetween(350, 499);
        }
        assertThat(files(SegmentLog.DAMAGED)).hasSize(1);
        assertThat(files(SegmentLog.DAMAGED).get(0)).hasBinaryContent(bytes);
    }

    /** A crash leaves any part of what was written since the last sync. */
    @Property(tries = 300)
    void shouldLoseOnlyWhatWasTornWhereverItIsCut(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 30) Integer> batches,
            @ForAll @IntRange(max = 1_000_000) int at)
            throws IOException {
        List<Long> synced = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        int count = 0;
        try (SegmentLog log = SegmentLog.open(folder, 1 << 20)) {
            for (int size : batches) {
                log.append(events(count, size), 1);
                count += size;
                counts.add(count);
                synced.add(log.bytes());
            }
        }
        long cut = synced.get(synced.size() - 1) * at / 1_000_000;
        cut(files(Segment.SUFFIX).get(0), cut);
        int whole = (int) synced.stream().filter(end -> end <= cut).count();
        int expected = whole == 0 ? 0 : counts.get(whole - 1);
        try (SegmentLog log = SegmentLog.open(folder, 1 << 20)) {
            assertThat(log.records()).isEqualTo(expected);
            log.append(events(expected, 1), 2);
        }
        // What is written behind a mended file must be found as well.
        try (SegmentLog log = SegmentLog.open(folder, 1 << 20)) {
            assertThat(numbers(log)).isEqualTo(sequence(expected + 1));
        }
    }

    @Property(tries = 300)
    void shouldNeverGiveBackWhatNobodyWrote(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        try (SegmentLog log = SegmentLog.open(folder, SMALL)) {
            for (int i = 0; i < 12; i++) {
                log.append(events(10 * i, 10), i);
            }
        }
        for (int i = 0; i < 3; i++) {
            List<Path> files = files(Segment.SUFFIX);
            Path file = files.get(random.nextInt(files.size()));
            byte[] bytes = Files.readAllBytes(file);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            Files.write(file, bytes);
        }
        try (SegmentLog log = SegmentLog.open(folder, SMALL)) {
            assertThat(numbers(log)).isSorted().doesNotHaveDuplicates().isSubsetOf(sequence(120));
        }
    }

    private static void cut(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static List<Outgoing> events(int from, int count) {
        List<Outgoing> events = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            byte[] event = ("{\"n\":" + i + ",\"r\":\"" + Long.toHexString(i * 0x9e3779b97f4a7c15L) + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            events.add(Outgoing.of("topic", Integer.toString(i), event, null));
        }
        return events;
    }

    /** Takes all that is there, to the end. */
    private static List<Integer> numbers(SegmentLog log) {
        List<Integer> numbers = new ArrayList<>();
        for (Segment.Batch batch = log.take(); batch != null; batch = log.take()) {
            for (Outgoing event : batch.records()) {
                int number = Integer.parseInt(new String(event.key(), StandardCharsets.UTF_8));
                assertThat(event.event()).isEqualTo(events(number, 1).get(0).event());
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static List<Integer> sequence(int count) {
        return Stream.iterate(0, n -> n + 1).limit(count).toList();
    }
}
