package dev.pulso.extractor.format;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What we use of a response or a stream line of the X API v2. {@code data} is one post or a page of them. */
record ResponseV2(
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<TweetV2> data,

        @Nullable Includes includes,
        @Nullable List<Rule> matchingRules,
        @Nullable Object errors,
        @Nullable Object meta) {

    record Includes(@Nullable List<UserV2> users) {}

    record UserV2(@Nullable String id, @Nullable Audience publicMetrics) {}

    record Audience(
            @Nullable Long followersCount,
            @Nullable Long followingCount,
            @Nullable Long tweetCount) {}

    record Rule(@Nullable String id, @Nullable String tag) {}

    record TweetV2(
            @Nullable String id,
            @Nullable String text,
            @Nullable String createdAt,
            @Nullable String authorId,
            @Nullable String lang,
            @Nullable Entities entities,
            @Nullable List<Reference> referencedTweets,
            @Nullable List<String> editHistoryTweetIds,
            @Nullable Boolean possiblySensitive,
            @Nullable Reactions publicMetrics,
            @Nullable Note noteTweet,
            @Nullable UserV2 author) {

        /** Posts over 280 characters carry their text and tags in the note. */
        String wholeText() {
            String whole = noteTweet != null && noteTweet.text() != null ? noteTweet.text() : text;
            return whole == null ? "" : whole;
        }

        @Nullable
        Entities wholeEntities() {
            return noteTweet != null && noteTweet.entities() != null ? noteTweet.entities() : entities;
        }

        @Nullable
        String referenced(String type) {
            if (referencedTweets != null) {
                for (Reference reference : referencedTweets) {
                    if (type.equals(reference.type())) {
                        return reference.id();
                    }
                }
            }
            return null;
        }
    }

    record Entities(
            @Nullable List<Tag> hashtags,
            @Nullable List<Mention> mentions,
            @Nullable List<Link> urls) {}

    record Tag(@Nullable String tag) {}

    record Mention(@Nullable String id) {}

    record Link(@Nullable String expandedUrl, @Nullable String url) {}

    record Reference(@Nullable String type, @Nullable String id) {}

    record Reactions(
            @Nullable Long retweetCount,
            @Nullable Long replyCount,
            @Nullable Long likeCount,
            @Nullable Long quoteCount) {}

    record Note(@Nullable String text, @Nullable Entities entities) {}

    @Nullable
    UserV2 author(TweetV2 tweet) {
        if (tweet.author() != null || includes == null || includes.users() == null || tweet.authorId() == null) {
            return tweet.author();
        }
        for (UserV2 user : includes.users()) {
            if (tweet.authorId().equals(user.id())) {
                return user;
            }
        }
        return null;
    }
}
