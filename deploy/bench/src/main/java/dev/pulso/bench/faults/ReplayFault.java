package dev.pulso.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.bench.load.Disorder;
import dev.pulso.bench.load.PostPlan;
import dev.pulso.bench.oracle.HashtagKey;
import dev.pulso.bench.oracle.Places;
import dev.pulso.bench.system.Patience;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A file that is being replayed while twitter-extractor dies. */
final class ReplayFault {
    private static final int POSTS = 60_000;
    private static final Node EXTRACTOR = new Node(Part.EXTRACTOR, 0);

    private ReplayFault() {}

    static void killMeanwhile(Scene scene) throws Exception {
        String network = scene.mark() + "-file";
        Map<String, Long> expected = new TreeMap<>();
        Path file = write(network, expected);
        String url = scene.system().url(Part.EXTRACTOR);
        JsonNode started = scene.system()
                .api()
                .post(
                        url + "/v1/replays?format=pulso&network=" + network,
                        "application/octet-stream",
                        BodyPublishers.ofFile(file));
        scene.injected();
        long pid = scene.system().require(EXTRACTOR).pid();
        scene.kill(EXTRACTOR);
        scene.system().awaitBack(EXTRACTOR, pid, Scene.BACK);
        String id = started.path("id").asText();
        Patience.require(
                "the replay goes on to its end",
                Scene.BACK,
                () -> scene.system()
                        .api()
                        .get(url + "/v1/replays/" + id)
                        .path("state")
                        .asText()
                        .equals("DONE"));
        Patience.require("the file is counted", Scene.BACK, scene.system()::isCaughtUp);
        Map<String, Long> found = new TreeMap<>();
        new Places(scene.system(), network)
                .database()
                .hashtags()
                .forEach((HashtagKey key, Long posts) -> found.merge(key.tag(), posts, Long::sum));
        if (!found.equals(expected)) {
            scene.broken("A3 of the replayed file: " + found + " instead of " + expected);
        }
        scene.remark(POSTS + " posts of a file replayed");
        Files.delete(file);
    }

    private static Path write(String network, Map<String, Long> expected) throws IOException {
        PostPlan plan = new PostPlan(network, Disorder.USUAL, 1);
        List<String> lines = new ArrayList<>();
        while (lines.size() < POSTS) {
            Post post = plan.next().post();
            if (post.op() == Post.Op.CREATE && post.postId().equals(Integer.toString(lines.size()))) {
                lines.add(MessageCodec.mapper().writeValueAsString(post));
                post.hashtags().stream()
                        .map(Hashtag::tag)
                        .distinct()
                        .forEach(tag -> expected.merge(tag, 1L, Long::sum));
            }
        }
        return Files.write(Files.createTempFile("pulso-replay-", ".ndjson"), lines);
    }
}
