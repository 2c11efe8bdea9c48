package dev.pulso.extractor.bluesky;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two ways to ask a Jetstream for posts. What they answer is told apart frame by frame. */
enum JetstreamWire {
    /** Since 2024. Cursors are microseconds; one that is too old is silently moved up. */
    V1 {
        @Override
        URI address(URI host, @Nullable Long cursor) {
            return with(host, "wantedCollections=" + POSTS, cursor);
        }

        @Override
        List<String> subprotocols() {
            return List.of();
        }
    },
    /** Since August 2026. Cursors are numbers of the host, or microseconds; too old a number is refused with 400. */
    V2 {
        @Override
        URI address(URI host, @Nullable Long cursor) {
            return with(host, "kinds=commit&kinds=account&collections=" + POSTS, cursor);
        }

        @Override
        List<String> subprotocols() {
            return List.of("xrpc.v1.json");
        }
    };

    private static final String POSTS = "app.bsky.feed.post";

    static JetstreamWire of(URI host) {
        return String.valueOf(host.getPath()).endsWith("/subscribe") ? V1 : V2;
    }

    /** Where to connect; without a cursor the stream starts now. */
    abstract URI address(URI host, @Nullable Long cursor);

    abstract List<String> subprotocols();

    private static URI with(URI host, String query, @Nullable Long cursor) {
        return URI.create(host + "?" + query + (cursor == null ? "" : "&cursor=" + cursor));
    }
}
