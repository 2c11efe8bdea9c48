package dev.pulso.extractor.live;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The text frames of a WebSocket as records. Binary frames are records that nobody can read. */
final class WebSocketFrames implements WebSocket.Listener {
    private static final String BINARY = "(binary frame)";

    private final Feed feed;
    private final int longest;
    private final StringBuilder partial = new StringBuilder();

    WebSocketFrames(Feed feed, int longest) {
        this.feed = feed;
        this.longest = longest;
    }

    @Override
    public void onOpen(WebSocket socket) {
        feed.open(new Feed.Transport() {
            @Override
            public void more() {
                socket.request(1);
            }

            @Override
            public void cancel() {
                socket.abort();
            }
        });
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        if (partial.length() + data.length() > longest) {
            feed.end("a frame is longer than " + longest);
            socket.abort();
            return null;
        }
        partial.append(data);
        if (last) {
            feed.arrive(partial.toString());
            partial.setLength(0);
            feed.askForMore();
        } else {
            socket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        if (last) {
            feed.arrive(BINARY);
        }
        feed.askForMore();
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        feed.end("the host closed the connection, status " + status);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        feed.end("the connection broke: " + Failure.of(error));
    }
}
