package dev.pulso.processor.counting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import dev.pulso.contracts.hashtag.RelatedDelta;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post.Op;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Any mix of duplicates, updates, deletes and late posts, cut into any batches, adds up to a plain recomputation. So do pairs, with
 * a setting that is another one after some of the batches, or with a program before that counted none.
 */
class CountingPropertyTest {
    private static final Instant BASE = Instant.parse("2026-11-23T08:00:00Z");

    /** @param paired so many tags made pairs when it came */
    private record Entry(String key, Fact fact, int paired) {}

    @Property(tries = 300)
    void shouldEqualARecomputationWhateverTheBatches(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int batch)
            throws InvalidMessageException {
        List<Entry> log = log(new Random(seed), 120, batch);

        Map<String, Long> totals = new HashMap<>();
        Map<String, byte[]> state = new HashMap<>();
        for (int from = 0; from < log.size(); from += batch) {
            List<Entry> records = log.subList(from, Math.min(log.size(), from + batch));
            List<BatchTally.Message> messages = run(records, new HashMap<>(state), from);
            List<BatchTally.Message> replayed = run(records, state, from);
            assertThat(asText(replayed)).as("a replay").isEqualTo(asText(messages));
            assertThat(messages).extracting(BatchTally.Message::key).doesNotHaveDuplicates();
            for (BatchTally.Message message : messages) {
                add(message, totals);
            }
        }

        totals.values().removeIf(total -> total == 0);
        assertThat(totals).isEqualTo(recomputed(log));
    }

    private static void add(BatchTally.Message message, Map<String, Long> totals) throws InvalidMessageException {
        if (message.topic().equals(Topics.RELATED_DELTAS.name())) {
            RelatedDelta delta =
                    MessageCodec.read(Topics.RELATED_DELTAS, message.value()).data();
            assertThat(delta.posts() != 0 || delta.reposts() != 0).isTrue();
            assertThat(delta.key()).isEqualTo(message.key());
            totals.merge("pair " + delta.key(), delta.posts(), Long::sum);
            totals.merge("reposts of pair " + delta.key(), delta.reposts(), Long::sum);
        } else {
            HashtagDelta delta =
                    MessageCodec.read(Topics.HASHTAG_DELTAS, message.value()).data();
            totals.merge(delta.key(), delta.posts(), Long::sum);
            totals.merge("reposts " + delta.key(), delta.reposts(), Long::sum);
        }
    }

    /** One batch: facts by key, each key in the order a shuffle happens to bring. */
    private static List<BatchTally.Message> run(List<Entry> records, Map<String, byte[]> state, long batch) {
        Map<String, List<Fact>> groups = new LinkedHashMap<>();
        for (Entry entry : records) {
            groups.computeIfAbsent(entry.key, key -> new ArrayList<>()).add(0, entry.fact);
        }
        List<BatchTally.Message> messages = new ArrayList<>();
        BatchTally tally = new BatchTally("counts@1", batch, messages::add);
        groups.forEach((key, facts) -> {
            KeyHistory history = KeyHistory.of(state.get(key), facts, records.get(0).paired);
            if (history.newState() != null) {
                state.put(key, history.newState());
            }
            history.changes().forEach(tally::add);
        });
        tally.close();
        return messages;
    }

    /** The rules of the contract, said once more without state, batches or differences. */
    private static Map<String, Long> recomputed(List<Entry> log) {
        Map<String, Entry> current = new HashMap<>();
        Map<String, Boolean> deleted = new HashMap<>();
        for (Entry entry : log) {
            PostFact post = entry.fact.post();
            Entry known = current.get(entry.key);
            if (post.op() == Op.DELETE) {
                deleted.put(entry.key, true);
            } else if (known == null
                    || (post.op() == Op.UPDATE
                            && !post.revision().isBefore(known.fact.post().revision()))) {
                current.put(entry.key, entry);
            }
        }
        current.keySet().removeAll(deleted.keySet());
        Map<String, Long> totals = new HashMap<>();
        for (Entry entry : current.values()) {
            PostFact post = entry.fact.post();
            pairs(post.counted(), entry.paired, totals);
            for (Hashtag tag : post.counted().tags()) {
                String key = post.counted().windowStart() + "|" + tag.tag() + "|n|"
                        + post.counted().lang();
                totals.merge(key, 1L, Long::sum);
                if (post.counted().repost()) {
                    totals.merge("reposts " + key, 1L, Long::sum);
                }
            }
        }
        return totals;
    }

    private static void pairs(Counted post, int paired, Map<String, Long> totals) {
        List<String> tags = post.tags().stream().limit(paired).map(Hashtag::tag).toList();
        for (String tag : tags) {
            for (String other : tags) {
                if (Arrays.compareUnsigned(tag.getBytes(UTF_8), other.getBytes(UTF_8)) < 0) {
                    String key = "pair " + post.windowStart() + "|" + tag + "|" + other + "|n|" + post.lang();
                    totals.merge(key, 1L, Long::sum);
                    if (post.repost()) {
                        totals.merge("reposts of " + key, 1L, Long::sum);
                    }
                }
            }
        }
    }

    private static List<Entry> log(Random random, int size, int batch) {
        List<Entry> log = new ArrayList<>();
        int paired = 0;
        for (int offset = 0; offset < size; offset++) {
            if (offset % batch == 0 && random.nextInt(4) == 0) {
                paired = List.of(0, 2, 3, 20).get(random.nextInt(4));
            }
            String id = Integer.toString(random.nextInt(12));
            Op op = List.of(Op.CREATE, Op.CREATE, Op.UPDATE, Op.UPDATE, Op.DELETE)
                    .get(random.nextInt(5));
            log.add(new Entry(id, Fact.of(new Origin("pulso.posts", 0, offset), post(random, op, id)), paired));
        }
        return log;
    }

    private static PostFact post(Random random, Op op, String id) {
        Instant revision = BASE.plusSeconds(random.nextInt(10));
        if (op == Op.DELETE) {
            return new PostFact(op, revision, null, null, "n", id);
        }
        List<Hashtag> tags = new ArrayList<>();
        List<String> words = new ArrayList<>(List.of("a", "b", "c", "\uFF5E", "\uD83D\uDE00"));
        Collections.shuffle(words, random);
        for (String tag : words) {
            if (random.nextBoolean()) {
                tags.add(new Hashtag(tag, random.nextBoolean() ? tag : tag.toUpperCase(java.util.Locale.ROOT)));
            }
        }
        Instant window = BASE.minusSeconds(60L * random.nextInt(3));
        String lang = random.nextInt(4) == 0 ? "de" : "en";
        Counted counted = new Counted(window, "n", id, lang, tags, random.nextInt(3) == 0);
        SamplePost sample = new SamplePost(id, null, "text " + random.nextInt(2), "k:" + random.nextInt(5), window);
        return new PostFact(op, revision, counted, sample, "n", id);
    }

    private static List<String> asText(List<BatchTally.Message> messages) {
        return messages.stream()
                .map(message -> message.key() + new String(message.value(), UTF_8))
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
