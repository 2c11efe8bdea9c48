package dev.pulso.extractor.source;

import dev.pulso.extractor.problem.ProblemException;
import dev.pulso.extractor.problem.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Sources over HTTP. */
@Path("/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class SourceResource {
    private final Sources sources;

    SourceResource(SourceService service) {
        this.sources = service.sources();
    }

    @GET
    @Operation(operationId = "listSources", summary = "All sources with their states")
    public Map<String, List<SourceView>> list() {
        return Map.of("items", sources.all());
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getSource",
            summary = "A source: its settings, what it is doing and why, how far it has read")
    public SourceView get(@PathParam("id") String id) {
        return sources.find(id)
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_SOURCE, "no source has the id " + id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "makeSource", summary = "Makes a source; its id stands in the body")
    public Response post(SourceBody body, @Context UriInfo address) throws InterruptedException {
        SourceView made = sources.put(body.definition());
        return Response.created(address.getAbsolutePathBuilder().path(made.id()).build())
                .entity(made)
                .build();
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putSource", summary = "Makes or changes a source")
    public SourceView put(@PathParam("id") String id, SourceBody body) throws InterruptedException {
        return sources.put(body.definition(id));
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "deleteSource", summary = "Ends and forgets a source; its posts stay")
    public Response delete(@PathParam("id") String id) throws InterruptedException {
        sources.delete(id);
        return Response.noContent().build();
    }

    @POST
    @Path("/{id}/pause")
    @Operation(operationId = "pauseSource", summary = "Stops a source, which keeps its cursor")
    public SourceView pause(@PathParam("id") String id) throws InterruptedException {
        return sources.pause(id, true);
    }

    @POST
    @Path("/{id}/resume")
    @Operation(operationId = "resumeSource", summary = "Lets a paused source go on from its cursor")
    public SourceView resume(@PathParam("id") String id) throws InterruptedException {
        return sources.pause(id, false);
    }
}
