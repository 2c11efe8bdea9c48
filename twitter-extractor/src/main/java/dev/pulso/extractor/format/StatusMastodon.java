package dev.pulso.extractor.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What we use of a status of Mastodon, or of the envelope in which its WebSocket sends one. */
record StatusMastodon(
        @Nullable String event,
        @Nullable String payload,
        @Nullable String id,
        @Nullable String uri,
        @Nullable String url,
        @Nullable String createdAt,
        @Nullable String editedAt,
        @Nullable String language,
        @Nullable String content,
        @Nullable String visibility,
        @Nullable Boolean sensitive,
        @Nullable List<Tag> tags,
        @Nullable List<Mention> mentions,
        @Nullable Account account,
        @Nullable Original reblog,
        @Nullable Long repliesCount,
        @Nullable Long reblogsCount,
        @Nullable Long favouritesCount,
        @Nullable Long quotesCount) {

    record Tag(@Nullable String name) {}

    record Mention(@Nullable String url, @Nullable String acct) {}

    record Original(@Nullable String uri, @Nullable List<Tag> tags) {}

    record Account(
            @Nullable String uri,
            @Nullable String url,
            @Nullable String acct,
            @Nullable Boolean noindex,
            @Nullable Long followersCount,
            @Nullable Long followingCount,
            @Nullable Long statusesCount) {
        /** The address of an account is the same on every instance; its id is not. */
        @Nullable
        String address() {
            return uri != null ? uri : url != null ? url : acct;
        }
    }
}
