package dev.pulso.extractor.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What we use of a status, a notice or a search page of the X API v1.1. Ids are read as text: they exceed 2^53. */
record StatusV1(
        @Nullable String idStr,
        @Nullable String id,
        @Nullable String createdAt,
        @Nullable String text,
        @Nullable String fullText,
        @Nullable String lang,
        @Nullable Entities entities,
        @Nullable Extended extendedTweet,
        @Nullable Reference retweetedStatus,
        @Nullable String inReplyToStatusIdStr,
        @Nullable String quotedStatusIdStr,
        @Nullable Boolean possiblySensitive,
        @Nullable User user,
        @Nullable Long replyCount,
        @Nullable Long retweetCount,
        @Nullable Long favoriteCount,
        @Nullable Long quoteCount,
        @Nullable Delete delete,
        @Nullable List<StatusV1> statuses,
        @Nullable Object limit,
        @Nullable Object warning,
        @Nullable Object disconnect,
        @Nullable Object scrubGeo,
        @Nullable Object statusWithheld,
        @Nullable Object userWithheld,
        @Nullable Object friends,
        @Nullable Object friendsStr,
        @Nullable String event) {

    record Entities(
            @Nullable List<Tag> hashtags,
            @Nullable List<Mention> userMentions,
            @Nullable List<Link> urls) {}

    record Tag(@Nullable String text) {}

    record Mention(@Nullable String idStr, @Nullable String id) {}

    record Link(@Nullable String expandedUrl, @Nullable String url) {}

    record Extended(@Nullable String fullText, @Nullable Entities entities) {}

    record Reference(@Nullable String idStr, @Nullable String id) {
        @Nullable
        String key() {
            return idStr != null ? idStr : id;
        }
    }

    record User(
            @Nullable String idStr,
            @Nullable String id,
            @Nullable Long followersCount,
            @Nullable Long friendsCount,
            @Nullable Long statusesCount) {}

    record Delete(@Nullable Reference status) {}

    @Nullable
    String key() {
        return idStr != null ? idStr : id;
    }

    /** A message of a stream that is neither a status nor a deletion. */
    boolean isNotice() {
        return limit != null
                || warning != null
                || disconnect != null
                || scrubGeo != null
                || statusWithheld != null
                || userWithheld != null
                || friends != null
                || friendsStr != null
                || event != null;
    }

    /** The whole text where the status tells it, else the text cut to 140 characters. */
    String wholeText() {
        String extended = extendedTweet == null ? null : extendedTweet.fullText();
        String whole = extended != null ? extended : fullText != null ? fullText : text;
        return whole == null ? "" : whole;
    }

    @Nullable
    Entities wholeEntities() {
        Entities extended = extendedTweet == null ? null : extendedTweet.entities();
        return extended != null ? extended : entities;
    }
}
