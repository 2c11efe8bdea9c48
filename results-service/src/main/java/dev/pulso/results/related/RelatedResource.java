package dev.pulso.results.related;

import dev.pulso.results.generation.Snapshots;
import dev.pulso.results.hashtag.HashtagFilter;
import dev.pulso.results.paging.Answers;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Parameters;
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

/** What people ask about tags that stand together. */
@Path("/v1/hashtags/{tag}/related")
@Produces({MediaType.APPLICATION_JSON, Answers.CSV})
@Blocking
public class RelatedResource {
    private static final Duration WINDOW = Duration.ofDays(1);

    private final RelatedTags related;
    private final Snapshots snapshots;
    private final Answers answers;
    private final Clock clock;

    RelatedResource(RelatedTags related, Snapshots snapshots, Answers answers, Clock clock) {
        this.related = related;
        this.snapshots = snapshots;
        this.answers = answers;
        this.clock = clock;
    }

    @GET
    public Response related(
            @PathParam("tag") String tag,
            @QueryParam("window") @Nullable String window,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("network") @Nullable String network,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        TimeRange asked = TimeRange.of(window, from, to, WINDOW, clock.instant());
        Optional<Cursor> cursor = Cursor.parse(after, 4);
        TimeRange range =
                cursor.map(at -> new TimeRange(at.time(0), at.time(1))).orElse(asked);
        HashtagFilter filter = HashtagFilter.of(range, network, lang);
        int size = Parameters.limit(limit, 20, 1000);
        String counted = Parameters.tag(tag);
        return answers.list(snapshots.read(snapshot -> snapshot.serving().isEmpty()
                ? new Page<>(List.of(), null, RelatedTag.class)
                : related.page(snapshot, snapshot.serving().getAsLong(), counted, filter, size, cursor)));
    }
}
