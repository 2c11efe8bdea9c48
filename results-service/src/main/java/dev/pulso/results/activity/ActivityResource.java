package dev.pulso.results.activity;

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

/** What people ask about events. */
@Path("/v1/activity")
@Produces({MediaType.APPLICATION_JSON, Answers.CSV})
@Blocking
public class ActivityResource {
    private static final Duration WINDOW = Duration.ofDays(1);

    private final ActivityTimeline timeline;
    private final Snapshots snapshots;
    private final Answers answers;
    private final Clock clock;

    ActivityResource(ActivityTimeline timeline, Snapshots snapshots, Answers answers, Clock clock) {
        this.timeline = timeline;
        this.snapshots = snapshots;
        this.answers = answers;
        this.clock = clock;
    }

    @GET
    public Response activity(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("step") @Nullable String step,
            @QueryParam("type") @Nullable String type,
            @QueryParam("source") @Nullable String source,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        TimeRange asked = TimeRange.of(null, from, to, WINDOW, clock.instant());
        Step width = Step.of(step, asked);
        Optional<Cursor> cursor = Cursor.parse(after, 4);
        TimeRange range =
                cursor.map(at -> new TimeRange(at.time(0), at.time(1))).orElse(asked);
        ActivityTimeline.Question question = new ActivityTimeline.Question(
                range.wholeMinutes(), width, Parameters.filter("type", type), Parameters.filter("source", source));
        int size = Parameters.limit(limit, 1500, 10_000);
        return answers.list(snapshots.read(snapshot -> snapshot.serving().isEmpty()
                ? new Page<>(List.of(), null, ActivityPoint.class)
                : timeline.page(snapshot, snapshot.serving().getAsLong(), question, size, cursor)));
    }
}
