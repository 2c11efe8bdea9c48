package dev.pulso.ingest.intake;

import dev.pulso.access.Caller;
import dev.pulso.access.Role;
import dev.pulso.ingest.access.Needs;
import dev.pulso.ingest.answer.Answer;
import dev.pulso.ingest.event.BrokenBodyException;
import dev.pulso.ingest.event.ParameterException;
import dev.pulso.ingest.event.TraceParent;
import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.problem.ProblemType;
import dev.pulso.ingest.spool.Delivery;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The front door. */
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {
    /** {@code quarkus.rest.input-buffer-size}. */
    private static final int READ_AHEAD = 10 * 1024;

    private final Delivery delivery;
    private final Checks checks;
    private final IntakeConfig limits;
    private final IntakeMeters meters;
    private final Semaphore streams;

    EventsResource(Delivery delivery, Checks checks, IntakeConfig limits, IntakeMeters meters) {
        this.delivery = delivery;
        this.checks = checks;
        this.limits = limits;
        this.meters = meters;
        this.streams = new Semaphore(limits.maxStreams());
    }

    @POST
    @Needs(value = Role.WRITE, quota = true)
    @Operation(operationId = "postEvents", summary = "Take events; answers after the broker has acknowledged them")
    public Response post(
            @Context HttpHeaders headers, @Context UriInfo uri, @Context SecurityContext caller, InputStream body) {
        // A large body is not worth reading while nothing can be done with it, a small one is told event by event.
        String trace = RequestTrace.of(headers.getRequestHeader(TraceParent.NAME));
        Target target = new ToBroker(delivery::send, checks, Clock.systemUTC(), trace);
        if (caller.getUserPrincipal() instanceof Caller known && known.allowance() != null) {
            target = new Charged(target, known.allowance());
        }
        return answer(headers, uri, body, meters.counting(new UntilRetry(target)), false);
    }

    @POST
    @Path("/validate")
    @Needs(Role.WRITE)
    @Operation(operationId = "validateEvents", summary = "Dry run: say what would be rejected, send nothing")
    public Response validate(@Context HttpHeaders headers, @Context UriInfo uri, InputStream body) {
        return answer(headers, uri, body, new DryRun(checks), true);
    }

    private Response answer(HttpHeaders headers, UriInfo uri, InputStream raw, Target target, boolean dry) {
        long length = length(headers);
        if (length > limits.maxBody()) {
            throw new ProblemException(
                    ProblemType.BODY_TOO_LARGE,
                    "a body has at most " + limits.maxBody() + " bytes (pulso.intake.max-body)");
        }
        // Shorter ones are read before they get a thread.
        boolean streamed = length < 0 || length > READ_AHEAD;
        if (streamed && !streams.tryAcquire()) {
            throw new ProblemException(
                    ProblemType.BUSY,
                    limits.maxStreams() + " bodies are being read already (pulso.intake.max-streams)");
        }
        try {
            InputStream paced = new PacedInput(raw, limits.minRate(), limits.minRateGrace(), System::nanoTime);
            return read(headers, uri, paced, target, dry);
        } finally {
            if (streamed) {
                streams.release();
            }
        }
    }

    /** Bytes as {@code Content-Length} says, -1 if it does not; {@link HttpHeaders#getLength} ends at 2 GB. */
    private static long length(HttpHeaders headers) {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemType.BAD_REQUEST, "Content-Length is no number of bytes");
        }
    }

    private Response read(HttpHeaders headers, UriInfo uri, InputStream raw, Target target, boolean dry) {
        try {
            boolean errorsOnly = "errors".equals(uri.getQueryParameters().getFirst("results"));
            Answer answer = new Answer(errorsOnly);
            try {
                InputStream body =
                        Body.of(raw, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING), limits.maxBody());
                BodyForm form = new BodyForm(headers.getRequestHeaders(), uri.getQueryParameters(), limits.maxEvent());
                new Intake(form.reader(body), target, answer, limits).run();
                return response(answer, dry);
            } catch (IOException | BrokenBodyException | RuntimeException e) {
                answer.close();
                throw e;
            }
        } catch (BrokenBodyException e) {
            throw Intake.problem(e);
        } catch (Body.TooLargeException e) {
            throw new ProblemException(ProblemType.BODY_TOO_LARGE, String.valueOf(e.getMessage()));
        } catch (ParameterException e) {
            throw new ProblemException(ProblemType.INVALID_PARAMETER, String.valueOf(e.getMessage()));
        } catch (ZipException | EOFException e) {
            throw new ProblemException(ProblemType.MALFORMED_BODY, "the body is no gzip, or ends too early");
        } catch (IOException e) {
            throw new ProblemException(ProblemType.TOO_SLOW, "the body did not arrive");
        }
    }

    private Response response(Answer answer, boolean dry) throws IOException {
        Response.ResponseBuilder response = Response.status(dry ? 200 : answer.status())
                .type(MediaType.APPLICATION_JSON)
                .entity(entity(answer));
        if (answer.needsRetry()) {
            response.header(HttpHeaders.RETRY_AFTER, limits.retryAfterSeconds());
        }
        return response.build();
    }

    private static Object entity(Answer answer) throws IOException {
        byte[] whole = answer.whole();
        if (whole != null) {
            // Goes out at once, and with its length.
            answer.close();
            return whole;
        }
        return (StreamingOutput) stream -> {
            try (answer) {
                answer.writeTo(stream);
            }
        };
    }
}
