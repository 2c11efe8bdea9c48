package dev.pulso.results.hashtag;

import dev.pulso.contracts.post.Hashtag;
import dev.pulso.results.generation.Generations;
import dev.pulso.results.paging.Answers;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Parameters;
import dev.pulso.results.paging.Step;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What people ask about hashtags. */
@Path("/v1/hashtags")
@Produces({MediaType.APPLICATION_JSON, Answers.CSV})
@Blocking
public class HashtagResource {
    private static final Duration RANKING_WINDOW = Duration.ofMinutes(15);
    private static final Duration LINE_WINDOW = Duration.ofDays(1);

    private final HashtagRanking ranking;
    private final HashtagTimeline timeline;
    private final HashtagPosts posts;
    private final RelatedTags related;
    private final Generations generations;
    private final Answers answers;
    private final Clock clock;

    HashtagResource(
            HashtagRanking ranking,
            HashtagTimeline timeline,
            HashtagPosts posts,
            RelatedTags related,
            Generations generations,
            Answers answers,
            Clock clock) {
        this.ranking = ranking;
        this.timeline = timeline;
        this.posts = posts;
        this.related = related;
        this.generations = generations;
        this.answers = answers;
        this.clock = clock;
    }

    @GET
    @Transactional
    public Response ranking(
            @QueryParam("window") @Nullable String window,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("network") @Nullable String network,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        TimeRange asked = TimeRange.of(window, from, to, RANKING_WINDOW, clock.instant());
        Optional<Cursor> cursor = Cursor.parse(after, 4);
        TimeRange range =
                cursor.map(at -> new TimeRange(at.time(0), at.time(1))).orElse(asked);
        HashtagFilter filter = HashtagFilter.of(range, network, lang);
        int size = Parameters.limit(limit, 50, 1000);
        OptionalLong serving = generations.known().serving();
        return answers.list(
                serving.isEmpty()
                        ? nothing(HashtagRank.class)
                        : ranking.page(serving.getAsLong(), filter, size, cursor));
    }

    @GET
    @Path("/{tag}")
    @Transactional
    public Response timeline(
            @PathParam("tag") String tag,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("step") @Nullable String step,
            @QueryParam("network") @Nullable String network,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        TimeRange asked = TimeRange.of(null, from, to, LINE_WINDOW, clock.instant());
        Step width = Step.of(step, asked);
        TimeRange range = Cursor.parse(after, 2)
                .map(at -> new TimeRange(at.time(0), at.time(1)))
                .orElse(asked);
        HashtagFilter filter = HashtagFilter.of(range, network, lang);
        int size = Parameters.limit(limit, 1500, 10_000);
        String counted = countingForm(tag);
        OptionalLong serving = generations.known().serving();
        return answers.list(
                serving.isEmpty()
                        ? nothing(HashtagPoint.class)
                        : timeline.page(serving.getAsLong(), counted, filter, width, size));
    }

    @GET
    @Path("/{tag}/posts")
    @Transactional
    public Response posts(
            @PathParam("tag") String tag,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("network") @Nullable String network,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        TimeRange asked = TimeRange.of(null, from, to, LINE_WINDOW, clock.instant());
        Optional<Cursor> cursor = Cursor.parse(after, 3);
        TimeRange range =
                cursor.map(at -> new TimeRange(at.time(0), at.time(1))).orElse(asked);
        HashtagFilter filter = HashtagFilter.of(range, network, lang);
        int size = Parameters.limit(limit, 50, 1000);
        String counted = countingForm(tag);
        OptionalLong serving = generations.known().serving();
        return answers.list(
                serving.isEmpty()
                        ? nothing(HashtagPost.class)
                        : posts.page(serving.getAsLong(), counted, filter, size, cursor));
    }

    @GET
    @Path("/{tag}/related")
    @Transactional
    public Response related(
            @PathParam("tag") String tag,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("network") @Nullable String network,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        TimeRange asked = TimeRange.of(null, from, to, LINE_WINDOW, clock.instant());
        Optional<Cursor> cursor = Cursor.parse(after, 3);
        TimeRange range =
                cursor.map(at -> new TimeRange(at.time(0), at.time(1))).orElse(asked);
        HashtagFilter filter = HashtagFilter.of(range, network, lang);
        int size = Parameters.limit(limit, 20, 1000);
        int skip = cursor.map(at -> (int) Math.max(0, Math.min(at.number(2), 1_000_000)))
                .orElse(0);
        String counted = countingForm(tag);
        OptionalLong serving = generations.known().serving();
        return answers.list(
                serving.isEmpty()
                        ? nothing(RelatedTag.class)
                        : related.page(serving.getAsLong(), counted, filter, size, skip));
    }

    private static String countingForm(String tag) {
        String counted = Parameters.filter("tag", Hashtag.countingForm(tag.strip()));
        if (counted == null) {
            throw ProblemException.parameter("tag", "is empty");
        }
        return counted;
    }

    private static <T extends Record> Page<T> nothing(Class<T> shape) {
        return new Page<>(List.of(), null, shape);
    }
}
