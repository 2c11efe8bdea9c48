package dev.pulso.results.segment;

import dev.pulso.results.paging.Parameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Orders to the processor, so that callers need to know one address only. */
@Path("/v1/segmentations/{name}")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class OrderResource {
    private final Processor processor;

    OrderResource(Processor processor) {
        this.processor = processor;
    }

    /** Trains now. */
    @POST
    @Path("/train")
    public Response train(
            @PathParam("name") String name,
            @Context UriInfo address,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            byte @Nullable [] body) {
        return order(name, "train", address, type, body);
    }

    /** Goes back to the run before. */
    @POST
    @Path("/rollback")
    public Response rollback(
            @PathParam("name") String name,
            @Context UriInfo address,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            byte @Nullable [] body) {
        return order(name, "rollback", address, type, body);
    }

    private Response order(String name, String order, UriInfo address, @Nullable String type, byte @Nullable [] body) {
        return processor.order(
                Parameters.name("name", name),
                order,
                address.getRequestUri().getRawQuery(),
                type,
                body == null ? new byte[0] : body);
    }
}
