package dev.pulso.results.hashtag;

import dev.pulso.results.generation.Snapshot;
import dev.pulso.results.generation.Snapshots;
import dev.pulso.results.paging.Answers;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Parameters;
import dev.pulso.results.paging.Step;
import dev.pulso.results.paging.TimeRange;
import io.smallrye.common.annotation.Blocking;
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
    private final Snapshots snapshots;
    private final Answers answers;
    private final Clock clock;

    HashtagResource(
            HashtagRanking ranking,
            HashtagTimeline timeline,
            HashtagPosts posts,
            Snapshots snapshots,
            Answers answers,
            Clock clock) {
        this.ranking = ranking;
        this.timeline = timeline;
        this.posts = posts;
        this.snapshots = snapshots;
        this.answers = answers;
        this.clock = clock;
    }

    @GET
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
        return answer(
                HashtagRank.class, (snapshot, generation) -> ranking.page(snapshot, generation, filter, size, cursor));
    }

    @GET
    @Path("/{tag}")
    public Response timeline(
            @PathParam("tag") String tag,
            @QueryParam("window") @Nullable String window,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("step") @Nullable String step,
            @QueryParam("network") @Nullable String network,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        TimeRange asked = TimeRange.of(window, from, to, LINE_WINDOW, clock.instant());
        Step width = Step.of(step, asked);
        TimeRange range = Cursor.parse(after, 2)
                .map(at -> new TimeRange(at.time(0), at.time(1)))
                .orElse(asked);
        HashtagFilter filter = HashtagFilter.of(range, network, lang);
        int size = Parameters.limit(limit, 1500, 10_000);
        String counted = Parameters.tag(tag);
        return answer(
                HashtagPoint.class,
                (snapshot, generation) -> timeline.page(snapshot, generation, counted, filter, width, size));
    }

    @GET
    @Path("/{tag}/posts")
    public Response posts(
            @PathParam("tag") String tag,
            @QueryParam("window") @Nullable String window,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("network") @Nullable String network,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        TimeRange asked = TimeRange.of(window, from, to, LINE_WINDOW, clock.instant());
        Optional<Cursor> cursor = Cursor.parse(after, 3);
        TimeRange range =
                cursor.map(at -> new TimeRange(at.time(0), at.time(1))).orElse(asked);
        HashtagFilter filter = HashtagFilter.of(range, network, lang);
        int size = Parameters.limit(limit, 50, 1000);
        String counted = Parameters.tag(tag);
        return answer(
                HashtagPost.class,
                (snapshot, generation) -> posts.page(snapshot, generation, counted, filter, size, cursor));
    }

    private interface Question<T extends Record> {
        Page<T> of(Snapshot snapshot, long generation) throws SQLException;
    }

    private <T extends Record> Response answer(Class<T> shape, Question<T> question) throws SQLException {
        return answers.list(snapshots.read(snapshot -> snapshot.serving().isEmpty()
                ? new Page<>(List.of(), null, shape)
                : question.of(snapshot, snapshot.serving().getAsLong())));
    }
}
