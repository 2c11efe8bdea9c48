package dev.pulso.results.segment;

import dev.pulso.results.paging.Answers;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Parameters;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.problem.Problem;
import dev.pulso.results.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
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

/** Members of segments and how they move. */
@Path("/v1/segmentations/{name}")
@Produces({MediaType.APPLICATION_JSON, Answers.CSV})
@Blocking
public class MemberResource {
    private static final Duration MOVEMENTS = Duration.ofDays(30);
    private static final int HISTORY = 1000;

    private final RunTable runs;
    private final MemberTable members;
    private final Movements movements;
    private final SegmentConfig config;
    private final Processor processor;
    private final Erasures erasures;
    private final Answers answers;
    private final Clock clock;

    MemberResource(
            RunTable runs,
            MemberTable members,
            Movements movements,
            SegmentConfig config,
            Processor processor,
            Erasures erasures,
            Answers answers,
            Clock clock) {
        this.runs = runs;
        this.members = members;
        this.movements = movements;
        this.config = config;
        this.processor = processor;
        this.erasures = erasures;
        this.answers = answers;
        this.clock = clock;
    }

    @GET
    @Path("/segments/{id}/members")
    @Transactional
    public Response members(
            @PathParam("name") String name,
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        String known = runs.latest(Parameters.name("name", name)).segmentation();
        String segment = Parameters.name("id", id);
        int size = Parameters.limit(limit, 50, 1000);
        Optional<Cursor> cursor = Cursor.parse(after, 1);
        long inside = members.sizes(known).getOrDefault(segment, 0L);
        if (inside == 0 && !isCurrent(known, segment)) {
            throw ProblemException.notFound("this segmentation has no such segment");
        }
        if (inside < config.minListed()) {
            throw ProblemException.of(
                    Problem.SEGMENT_TOO_SMALL,
                    "members are listed of segments with at least " + config.minListed() + " of them");
        }
        List<MemberItem> found =
                members.members(known, segment, cursor.map(at -> at.text(0)).orElse(null), size + 1);
        return answers.list(Page.of(
                MemberItem.class, found, size, last -> Cursor.of(last.entity()).encode()));
    }

    private boolean isCurrent(String name, String segment) throws SQLException {
        return runs.current(name)
                .map(run -> run.segments().stream()
                        .anyMatch(each -> each.path("id").asText().equals(segment)))
                .orElse(false);
    }

    @GET
    @Path("/members/{entity}")
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    public Response member(@PathParam("name") String name, @PathParam("entity") String entity) throws SQLException {
        String known = runs.latest(Parameters.name("name", name)).segmentation();
        String wanted = Parameters.name("entity", entity);
        List<MemberView.Change> history = members.history(known, wanted, HISTORY);
        if (history.isEmpty()) {
            throw ProblemException.notFound("this segmentation has no such member");
        }
        MemberView.Change now = history.get(0);
        MemberReasons reasons = members.reasons(known, wanted);
        String segmentName =
                runs.current(known).map(run -> run.nameOf(now.segment())).orElse(null);
        return answers.document(new MemberView(
                known,
                wanted,
                now.segment(),
                segmentName,
                now.distance(),
                now.version(),
                now.at(),
                history,
                reasons.features(),
                reasons.nearest(),
                reasons.why(),
                reasons.mover()));
    }

    /**
     * Erases an entity here and in the processor, for good. The processor is asked first: once it has promised, a failure here is told
     * and the caller tries again. 202 whether or not the entity was known.
     */
    @DELETE
    @Path("/members/{entity}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response erase(@PathParam("name") String name, @PathParam("entity") String entity) throws SQLException {
        String segmentation = Parameters.name("name", name);
        String unwanted = Parameters.name("entity", entity);
        Response promised = processor.erase(segmentation, unwanted);
        if (promised.getStatus() == Response.Status.ACCEPTED.getStatusCode()) {
            erasures.erase(segmentation, unwanted);
        }
        return promised;
    }

    /** The states at {@code from} and at {@code to} are compared; changes at these very moments have happened. */
    @GET
    @Path("/movements")
    @Transactional
    public Response movements(
            @PathParam("name") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to)
            throws SQLException {
        String known = runs.latest(Parameters.name("name", name)).segmentation();
        TimeRange range = TimeRange.of(null, from, to, MOVEMENTS, clock.instant());
        List<MovementItem> found = movements.between(known, range.from(), range.to(), runs.current(known));
        return answers.list(new Page<>(found, null, MovementItem.class));
    }
}
