package dev.pulso.processor.trend;

import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import dev.pulso.contracts.post.Hashtag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Posts of steady hashtags with crowds planted among them. Minute 0 is 08:00. */
final class PlantedStream {
    private static final Instant BASE = Instant.parse("2026-11-23T08:00:00Z");

    private final List<Sighting> posts = new ArrayList<>();

    static Instant minute(int minute) {
        return BASE.plusSeconds(60L * minute);
    }

    /** Ten hashtags, each with about four authors a minute. */
    void background(int from, int to) {
        Random random = new Random(5);
        for (int minute = from; minute < to; minute++) {
            for (int i = 0; i < 40; i++) {
                post("steady" + random.nextInt(10), minute, "a" + random.nextInt(500), "words " + posts.size());
            }
        }
    }

    /** Authors who say each their own within five minutes. */
    void crowd(String tag, int minute, int authors) {
        for (int i = 0; i < authors; i++) {
            post(tag, minute + i % 5, "c" + i, "my view " + i);
        }
    }

    void post(String tag, int minute, String author, String text) {
        int number = posts.size();
        String id = "p" + number;
        SamplePost post = new SamplePost(id, null, text, author, minute(minute).plusSeconds(number % 60));
        posts.add(new Sighting("x", id, List.of(new Hashtag(tag, tag)), post, number % 4 == 0 ? "de" : "en", false));
    }

    List<Sighting> sorted() {
        return posts.stream()
                .sorted(Comparator.comparing(each -> each.post().createdAt()))
                .toList();
    }
}
