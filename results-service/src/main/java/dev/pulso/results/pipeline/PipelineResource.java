package dev.pulso.results.pipeline;

import dev.pulso.results.paging.Answers;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
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

    @GET
    @Transactional
    public Response pipeline() {
        return answers.document(state.look());
    }
}
