package dev.pulso.extractor.live;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.format.Decoded;
import dev.pulso.extractor.source.Source;
import dev.pulso.extractor.source.SourceSession;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A session that writes everything down. */
public final class RecordingSession implements SourceSession {
    public final List<Post> posts = new CopyOnWriteArrayList<>();
    public final List<Decoded.Refused> refused = new CopyOnWriteArrayList<>();
    public final List<Gap> gaps = new CopyOnWriteArrayList<>();
    public final List<String> states = new CopyOnWriteArrayList<>();

    /** Posts that may be sent; a test that takes them away has a slow broker. */
    public final Semaphore room = new Semaphore(1_000_000);

    private volatile Map<String, String> position;

    public RecordingSession(Map<String, String> position) {
        this.position = position;
    }

    /** A run of a source on a thread of its own. */
    public record Run(Thread thread, CompletableFuture<Throwable> end) implements AutoCloseable {
        @Override
        public void close() throws InterruptedException {
            thread.interrupt();
            thread.join(10_000);
        }
    }

    public Run run(Source source) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                source.run(this);
                end.complete(new IllegalStateException("ended"));
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new Run(thread, end);
    }

    public List<String> postIds() {
        return posts.stream().map(Post::postId).toList();
    }

    @Override
    public Map<String, String> position() {
        return position;
    }

    @Override
    public void send(Post post) throws InterruptedException {
        room.acquire();
        posts.add(post);
    }

    @Override
    public void refuse(Decoded.Refused reason, byte[] raw) {
        refused.add(reason);
    }

    @Override
    public void savePosition(Map<String, String> next) {
        position = Map.copyOf(next);
    }

    @Override
    public void streaming() {
        if (states.isEmpty() || !states.get(states.size() - 1).equals("STREAMING")) {
            states.add("STREAMING");
        }
    }

    @Override
    public void connecting(String cause) {
        states.add("CONNECTING " + cause);
    }

    @Override
    public void gap(Gap gap) {
        gaps.add(gap);
    }
}
