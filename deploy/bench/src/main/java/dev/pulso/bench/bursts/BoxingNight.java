package dev.pulso.bench.bursts;

import dev.pulso.bench.bursts.Stream.Burst;
import dev.pulso.bench.bursts.Stream.Use;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.extractor.hashtag.HashtagScanner;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Seventy minutes of real tweets about a boxing match ({@code mayweather_mcgregor_tweets}). Nobody planted bursts there: by
 * hindsight, one is a stretch of five minutes with at least 10 distinct authors and four times as many as in an average
 * five minutes before.
 */
final class BoxingNight {
    static final String FILE = "tweets/mayweather_mcgregor_tweets.csv.gz";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    /** The times are those of the US East Coast in summer. */
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(-4);

    private static final Duration WARM_UP = Duration.ofMinutes(15);
    private static final int STRETCH = 5;
    private static final int LEAST_AUTHORS = 10;
    private static final double GROWTH = 4;

    private BoxingNight() {}

    static Stream in(Path data) throws IOException {
        List<Use> uses = new ArrayList<>();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader = new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(data.resolve(FILE))), StandardCharsets.UTF_8);
                CSVParser rows = CSVParser.parse(reader, format)) {
            for (CSVRecord row : rows) {
                read(row, uses);
            }
        }
        Instant start = uses.stream().map(Use::at).min(Instant::compareTo).orElseThrow();
        long hashtags = uses.stream().map(Use::tag).distinct().count();
        return new Stream(
                "70 minutes of tweets on a boxing match",
                uses,
                bursts(uses, start),
                List.of(),
                start.plus(WARM_UP),
                hashtags);
    }

    private static void read(CSVRecord row, List<Use> uses) {
        String text = row.get("text");
        if (text.startsWith("RT @")) {
            return;
        }
        Instant at = LocalDateTime.parse(row.get("created_at"), TIME).toInstant(ZONE);
        Set<String> tags = HashtagScanner.hashtagsOf(text, HashtagScanner.Links.SKIPPED).stream()
                .map(Hashtag::tag)
                .collect(Collectors.toSet());
        tags.forEach(tag -> uses.add(new Use(at, tag, row.get("screen_name"), text)));
    }

    private static List<Burst> bursts(List<Use> uses, Instant start) {
        List<Burst> bursts = new ArrayList<>();
        uses.stream().collect(Collectors.groupingBy(Use::tag)).forEach((tag, its) -> {
            if (its.size() >= LEAST_AUTHORS) {
                bursts.addAll(bursts(tag, its, start));
            }
        });
        return bursts;
    }

    private static List<Burst> bursts(String tag, List<Use> its, Instant start) {
        Map<Long, Set<String>> minutes = new TreeMap<>();
        its.forEach(use -> minutes.computeIfAbsent(
                        Duration.between(start, use.at()).toMinutes(), minute -> new HashSet<>())
                .add(use.author()));
        List<Burst> bursts = new ArrayList<>();
        long end = -1;
        for (long minute : minutes.keySet()) {
            if (minute <= end || minute < WARM_UP.toMinutes()) {
                continue;
            }
            double usual = 0;
            for (long from = minute % STRETCH; from + STRETCH <= minute; from += STRETCH) {
                usual += authors(minutes, from) / (double) (minute / STRETCH);
            }
            int now = authors(minutes, minute);
            if (now >= LEAST_AUTHORS && now >= GROWTH * usual) {
                end = minute + 2L * STRETCH;
                bursts.add(new Burst(tag, start.plusSeconds(60 * minute), start.plusSeconds(60 * (minute + STRETCH))));
            }
        }
        return bursts;
    }

    /** Distinct authors in the stretch that begins with a minute. */
    private static int authors(Map<Long, Set<String>> minutes, long from) {
        Set<String> authors = new HashSet<>();
        for (long minute = from; minute < from + STRETCH; minute++) {
            authors.addAll(minutes.getOrDefault(minute, Set.of()));
        }
        return authors.size();
    }
}
