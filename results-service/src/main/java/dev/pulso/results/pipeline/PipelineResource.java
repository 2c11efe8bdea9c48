package dev.pulso.results.pipeline;

import dev.pulso.results.paging.Answers;
import dev.pulso.results.paging.Parameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** How the pipeline is doing. */
@Path("/v1/pipeline")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PipelineResource {
    private final PipelineState state;
    private final Answers answers;

    PipelineResource(PipelineState state, Answers answers) {
        this.state = state;
        this.answers = answers;
    }

    /** Waits at most {@code wait} (0s to 60s) until what was acknowledged before the call is in the answers. */
    @GET
    public Response pipeline(@QueryParam("wait") @DefaultValue("5s") String wait) {
        return answers.document(state.look(Parameters.wait(wait)));
    }
}
