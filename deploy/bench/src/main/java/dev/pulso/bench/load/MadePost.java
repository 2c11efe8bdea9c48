package dev.pulso.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;

/**
 * A made-up post as it stands on {@code pulso.posts}: some 500 bytes, as a short real one has.
 *
 * @param number identifies it
 * @param author number of its author
 * @param tags hashtags, plain ASCII and in lower case
 */
public record MadePost(String network, long number, int author, String lang, List<String> tags, Instant createdAt) {
    /** Record key of the post. */
    public byte[] key() {
        return (network + ":" + number).getBytes(UTF_8);
    }

    /** The CloudEvent. */
    public byte[] json() {
        StringBuilder hashtags = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (String tag : tags) {
            text.append(" #").append(tag);
            hashtags.append(hashtags.isEmpty() ? "" : ",").append("{\"tag\":\"" + tag + "\",\"text\":\"" + tag + "\"}");
        }
        // Concatenated and not formatted: a formatter takes longer for a post than any contender.
        String json = "{\"specversion\":\"1.0\",\"id\":\"" + number
                + "\",\"source\":\"/bench\",\"type\":\"pulso.post.v1\","
                + "\"subject\":\"" + network + ":" + number + "\",\"time\":\"" + createdAt
                + "\",\"data\":{\"op\":\"CREATE\","
                + "\"network\":\"" + network + "\",\"postId\":\"" + number + "\",\"uri\":\"https://example.org/p/"
                + number
                + "\",\"authorKey\":\"k:" + author + "\",\"text\":\"Words as people write them, number " + number
                + ", and then" + text + "\",\"lang\":\"" + lang + "\",\"hashtags\":[" + hashtags + "],\"createdAt\":\""
                + createdAt + "\",\"observedAt\":\"" + createdAt + "\"}}";
        return json.getBytes(UTF_8);
    }
}
