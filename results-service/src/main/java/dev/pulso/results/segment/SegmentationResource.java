package dev.pulso.results.segment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulso.results.paging.Answers;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Parameters;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Segmentations, their training runs and their segments. */
@Path("/v1/segmentations")
@Produces({MediaType.APPLICATION_JSON, Answers.CSV})
@Blocking
public class SegmentationResource {
    private final RunTable runs;
    private final MemberTable members;
    private final SegmentConfig config;
    private final Answers answers;

    SegmentationResource(RunTable runs, MemberTable members, SegmentConfig config, Answers answers) {
        this.runs = runs;
        this.members = members;
        this.config = config;
        this.answers = answers;
    }

    @GET
    @Transactional
    public Response segmentations(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after)
            throws SQLException {
        int size = Parameters.limit(limit, 50, 1000);
        Optional<Cursor> cursor = Cursor.parse(after, 1);
        List<SegmentationItem> found = new ArrayList<>();
        for (String name : runs.names(cursor.map(at -> at.text(0)).orElse(null), size + 1)) {
            found.add(item(name));
        }
        return answers.list(Page.of(
                SegmentationItem.class,
                found,
                size,
                last -> Cursor.of(last.name()).encode()));
    }

    private SegmentationItem item(String name) throws SQLException {
        Run latest = runs.latest(name);
        Optional<Run> current = runs.current(name);
        return new SegmentationItem(
                name,
                current.map(Run::version).orElse(null),
                current.map(Run::finishedAt).orElse(null),
                current.map(Run::entities).orElse(null),
                current.map(run -> run.segments().size()).orElse(null),
                latest.version(),
                latest.verdict(),
                latest.finishedAt());
    }

    @GET
    @Path("/{name}")
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    public Response segmentation(@PathParam("name") String name) throws SQLException {
        String known = Parameters.name("name", name);
        Run latest = runs.latest(known);
        long inside = members.sizes(known).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return answers.document(new SegmentationView(
                known, inside, latest.item(), runs.current(known).map(Run::data).orElse(null)));
    }

    @GET
    @Path("/{name}/versions")
    @Transactional
    public Response versions(
            @PathParam("name") String name,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        String known = runs.latest(Parameters.name("name", name)).segmentation();
        int size = Parameters.limit(limit, 50, 1000);
        long below = Cursor.parse(after, 1).map(at -> at.number(0)).orElse(Long.MAX_VALUE);
        List<VersionItem> found =
                runs.versions(known, below, size + 1).stream().map(Run::item).toList();
        return answers.list(Page.of(
                VersionItem.class,
                found,
                size,
                last -> Cursor.of(last.version()).encode()));
    }

    @GET
    @Path("/{name}/versions/{version}")
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    public Response version(@PathParam("name") String name, @PathParam("version") String version) throws SQLException {
        String known = runs.latest(Parameters.name("name", name)).segmentation();
        Run run = runs.version(known, Parameters.number("version", version))
                .orElseThrow(() -> ProblemException.notFound("this segmentation has no such version"));
        ObjectNode document = run.data().deepCopy();
        return answers.document(document.put("current", run.current()));
    }

    @GET
    @Path("/{name}/segments")
    @Transactional
    public Response segments(@PathParam("name") String name) throws SQLException {
        String known = runs.latest(Parameters.name("name", name)).segmentation();
        Map<String, Long> sizes = members.sizes(known);
        List<SegmentItem> segments = runs.current(known).map(Run::segments).orElse(List.of()).stream()
                .map(segment -> SegmentItem.of(
                        segment, sizes.getOrDefault(segment.path("id").asText(), 0L), config.minListed()))
                .toList();
        return answers.list(new Page<>(segments, null, SegmentItem.class));
    }
}
