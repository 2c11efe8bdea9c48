package dev.pulso.extractor.replay;

import dev.pulso.extractor.problem.ProblemException;
import dev.pulso.extractor.problem.ProblemType;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Replays over HTTP. */
@Path("/v1/replays")
@Produces(MediaType.APPLICATION_JSON)
class ReplayResource {
    private final Replays replays;
    private final ReplayConfig config;

    ReplayResource(ReplayService service, ReplayConfig config) {
        this.replays = service.replays();
        this.config = config;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "startReplay", summary = "Takes a file of posts, plain or gzip, and replays it")
    public Response start(
            @BeanParam ReplayQuery query,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
            InputStream body) {
        if (length != null && length > config.largestBody().asLongValue()) {
            throw new ProblemException(
                    ProblemType.BODY_TOO_LARGE,
                    "at most " + config.largestBody().asLongValue() + " bytes");
        }
        String id = replays.accept(query.options(), isGzip(encoding), body);
        return Response.accepted(Map.of("id", id))
                .location(URI.create("/v1/replays/" + id))
                .build();
    }

    @GET
    @Operation(operationId = "listReplays", summary = "All replays still known, newest first")
    public Map<String, List<ReplayReport>> list() {
        return Map.of("items", replays.all());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getReplay", summary = "How far a replay is")
    public ReplayReport get(@PathParam("id") String id) {
        return replays.find(id).orElseThrow(() -> unknown(id));
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "cancelReplay", summary = "Cancels a replay; what it has sent stays")
    public ReplayReport cancel(@PathParam("id") String id) {
        return replays.cancel(id).orElseThrow(() -> unknown(id));
    }

    private static boolean isGzip(@Nullable String encoding) {
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> true;
            case "identity", "" -> false;
            default -> throw new ProblemException(ProblemType.UNSUPPORTED_ENCODING, "gzip or none");
        };
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(ProblemType.UNKNOWN_REPLAY, "no replay has the id " + id);
    }
}
