package dev.pulso.extractor.x;

import dev.pulso.extractor.source.SourceBrokenException;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import twitter4j.Twitter;
import twitter4j.TwitterException;
import twitter4j.TwitterObjectFactory;
import twitter4j.v1.Query;
import twitter4j.v1.QueryResult;
import twitter4j.v1.RateLimitStatus;
import twitter4j.v1.SearchResource;
import twitter4j.v1.Status;

/** Search of the API v1.1, through Twitter4J. */
final class V1Search {
    static final int LARGEST_PAGE = 100;
    private static final String RESET = "x-rate-limit-reset";
    private static final String REMAINING = "x-rate-limit-remaining";

    private final SearchResource search;
    private final XFailures failures;
    private final String query;

    /**
     * Statuses, newest first, as the server wrote them.
     *
     * @param oldest the lowest id among them; 0 if there are none
     * @param newest the highest
     * @param limit what the server says of its limit
     */
    record Page(List<String> statuses, long oldest, long newest, HttpHeaders limit) {}

    /** @param timeoutMillis for connecting, and for each read */
    V1Search(URI api, String token, int timeoutMillis, XFailures failures, String query) {
        Properties address = new Properties();
        address.setProperty("restBaseURL", api.toString().endsWith("/") ? api.toString() : api + "/");
        this.search = Twitter.newBuilder()
                // Never sent, but without it Twitter4J takes the token for none.
                .oAuthConsumer("unused", "unused")
                .applicationOnlyAuthEnabled(true)
                // Twitter4J encodes what it sends; tokens are written encoded already.
                .oAuth2Token("bearer", URLDecoder.decode(token, StandardCharsets.UTF_8))
                .tweetModeExtended(true)
                .jsonStoreEnabled(true)
                .httpConnectionTimeout(timeoutMillis)
                .httpReadTimeout(timeoutMillis)
                .load(address)
                .build()
                .v1()
                .search();
        this.failures = failures;
        this.query = query;
    }

    /**
     * Asks for a page.
     *
     * @param after only higher ids; 0 for any
     * @param upTo no higher ids; 0 for any
     * @throws IOException if there is none now
     */
    Page page(long after, long upTo) throws IOException {
        Query asked = Query.of(query).resultType(Query.RECENT).count(LARGEST_PAGE);
        asked = after > 0 ? asked.sinceId(after) : asked;
        asked = upTo > 0 ? asked.maxId(upTo) : asked;
        try {
            QueryResult found = search.search(asked);
            List<Status> statuses = found.getTweets();
            // By the thread that asked, before it asks again: Twitter4J keeps them with the thread.
            return new Page(
                    statuses.stream().map(TwitterObjectFactory::getRawJSON).toList(),
                    statuses.stream().mapToLong(Status::getId).min().orElse(0),
                    statuses.stream().mapToLong(Status::getId).max().orElse(0),
                    headers(found.getRateLimitStatus(), -1));
        } catch (TwitterException e) {
            throw reason(e);
        }
    }

    private IOException reason(TwitterException e) {
        if (e.getStatusCode() > 0) {
            return failures.refused(
                    "the search",
                    e.getStatusCode(),
                    headers(e.getRateLimitStatus(), e.getRetryAfter()),
                    String.valueOf(e.getErrorMessage()));
        }
        if (e.isCausedByNetworkIssue()) {
            return failures.broken(new IOException("the connection broke: " + e.getCause()));
        }
        // The message holds the whole answer: not for a log.
        return new SourceBrokenException(
                "the server sent a page that is none of the API v1.1", failures.error(), Duration.ZERO);
    }

    /** What Twitter4J has read out of the headers, as headers again. */
    private static HttpHeaders headers(@Nullable RateLimitStatus limit, int retryAfter) {
        Map<String, List<String>> headers = new HashMap<>();
        if (limit != null) {
            headers.put(RESET, List.of(Integer.toString(limit.getResetTimeInSeconds())));
            headers.put(REMAINING, List.of(Integer.toString(limit.getRemaining())));
        }
        if (retryAfter > 0) {
            headers.put("retry-after", List.of(Integer.toString(retryAfter)));
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }
}
