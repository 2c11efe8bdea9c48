package dev.pulso.extractor.live;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The lines of an endless HTTP body as records. Half a line before the end is none. */
final class LineBody implements HttpResponse.BodySubscriber<String> {
    private final Feed feed;
    private final int longest;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private Flow.Subscription subscription = Cancelled.INSTANCE;

    /** Stands for a subscription before there is one. */
    private enum Cancelled implements Flow.Subscription {
        INSTANCE;

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }

    LineBody(Feed feed, int longest) {
        this.feed = feed;
        this.longest = longest;
    }

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        feed.open(new Feed.Transport() {
            @Override
            public void more() {
                given.request(1);
            }

            @Override
            public void cancel() {
                given.cancel();
            }
        });
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    feed.arrive(partial.toString(StandardCharsets.UTF_8).stripTrailing());
                    partial.reset();
                } else if (partial.size() < longest) {
                    partial.write(next);
                } else {
                    subscription.cancel();
                    onError(new IllegalStateException("a line is longer than " + longest + " bytes"));
                    return;
                }
            }
        }
        feed.askForMore();
    }

    @Override
    public void onError(Throwable error) {
        feed.end("the connection broke: " + Failure.of(error));
        body.complete("");
    }

    @Override
    public void onComplete() {
        feed.end("the host ended the stream");
        body.complete("");
    }
}
