package dev.pulso.ingest.rejected;

import dev.pulso.access.Role;
import dev.pulso.ingest.access.Needs;
import dev.pulso.ingest.event.Incoming;
import dev.pulso.ingest.event.TraceParent;
import dev.pulso.ingest.intake.IntakeConfig;
import dev.pulso.ingest.intake.SingleEvent;
import dev.pulso.ingest.paging.Parameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Dead letters. */
@Path("/v1/rejected")
@Produces(MediaType.APPLICATION_JSON)
public class RejectedResource {
    private final Letters letters;
    private final Replay replay;
    private final IntakeConfig limits;

    RejectedResource(Letters letters, Replay replay, IntakeConfig limits) {
        this.letters = letters;
        this.replay = replay;
        this.limits = limits;
    }

    @GET
    @Needs(Role.READ)
    @Operation(operationId = "listRejected", summary = "Dead letters without their bytes, newest first")
    public LetterPage list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @QueryParam("code") @Nullable String code,
            @QueryParam("type") @Nullable String type,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("replayed") @Nullable String replayed) {
        LetterFilter filter = new LetterFilter(
                code,
                type,
                Parameters.time("from", from),
                Parameters.time("to", to),
                Parameters.flag("replayed", replayed));
        LetterKey key = after == null ? null : LetterKey.ofCursor(after);
        if (after != null && key == null) {
            throw Parameters.wrong("after", "is a cursor that a list has given out");
        }
        int most = Parameters.limit(limit);
        return LetterPage.of(letters.index().list(filter, key, most + 1), most);
    }

    @GET
    @Needs(Role.READ)
    @Path("/{id}")
    @Operation(operationId = "getRejected", summary = "A dead letter with its bytes as received")
    public LetterDetail get(@PathParam("id") String id) {
        DeadLetter letter = letters.find(id);
        LetterCodec.Whole whole = LetterCodec.read(letters.fetch(letter));
        if (whole == null) {
            throw Letters.unknown();
        }
        return new LetterDetail(letter, Base64.getEncoder().encodeToString(whole.raw()));
    }

    @POST
    @Needs(Role.ADMIN)
    @Path("/{id}/replay")
    @APIResponseSchema(value = ReplayAnswer.class, responseCode = "202", responseDescription = "Sent")
    @Operation(
            operationId = "replayRejected",
            summary = "Send a dead letter again, as it came or mended by the body; it counts once however often",
            description = "The body, if any, is one structured or binary CloudEvent with the id and source of the"
                    + " dead letter. 202 sent, 200 had been sent before, 422 still rejected.")
    public Response replay(@PathParam("id") String id, @Context HttpHeaders headers, InputStream body) {
        Incoming mended = SingleEvent.of(headers, body, limits);
        ReplayAnswer answer = replay.run(id, mended, TraceParent.of(headers.getRequestHeader(TraceParent.NAME)));
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer);
        if (answer.retry() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, limits.retryAfterSeconds());
        }
        return response.build();
    }
}
