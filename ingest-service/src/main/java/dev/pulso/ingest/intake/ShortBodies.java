package dev.pulso.ingest.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pulso.access.Caller;
import dev.pulso.access.Gate;
import dev.pulso.access.RefusedException;
import dev.pulso.access.Role;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.ingest.answer.Answer;
import dev.pulso.ingest.event.BrokenBodyException;
import dev.pulso.ingest.event.ParameterException;
import dev.pulso.ingest.event.TraceParent;
import dev.pulso.ingest.problem.Problem;
import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.problem.ProblemMeter;
import dev.pulso.ingest.problem.ProblemType;
import dev.pulso.ingest.spool.Delivery;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The short way of {@code POST /v1/events}: a body of a few kilobytes is read, sent and answered on the event loop and
 * holds no thread while the broker works. Same answers as {@link EventsResource}, which takes everything else: long,
 * packed and endless bodies, tokens, callers with a quota, and whoever has to be refused.
 */
@Singleton
class ShortBodies {
    private static final Logger LOG = Logger.getLogger(ShortBodies.class);
    private static final String PATH = "/v1/events";
    private static final int LONGEST = 10 * 1024;
    private static final int DIGITS = 5;
    private static final int AFTER_UNREAD_BODIES = 900;

    private final Delivery delivery;
    private final Checks checks;
    private final IntakeConfig limits;
    private final IntakeMeters meters;
    private final ProblemMeter problems;
    private final Gate gate;
    private final Clock clock = Clock.systemUTC();

    ShortBodies(
            Delivery delivery,
            Checks checks,
            IntakeConfig limits,
            IntakeMeters meters,
            ProblemMeter problems,
            Gate gate) {
        this.delivery = delivery;
        this.checks = checks;
        this.limits = limits;
        this.meters = meters;
        this.problems = problems;
        this.gate = gate;
    }

    void register(@Observes Filters filters) {
        filters.register(
                exchange -> {
                    if (fits(exchange.request())) {
                        take(exchange);
                    } else {
                        exchange.next();
                    }
                },
                AFTER_UNREAD_BODIES);
    }

    private boolean fits(HttpServerRequest request) {
        if (!HttpMethod.POST.equals(request.method()) || !PATH.equals(request.path())) {
            return false;
        }
        MultiMap headers = request.headers();
        return !delivery.isBridging()
                && isShort(headers.get(HttpHeaders.CONTENT_LENGTH))
                && !headers.contains(HttpHeaders.CONTENT_ENCODING)
                && !headers.contains(HttpHeaders.EXPECT)
                && mayCome(headers.get(HttpHeaders.AUTHORIZATION), headers.get("X-API-Key"));
    }

    /** Whether the caller may come in with nothing to ask, to charge or to explain. */
    private boolean mayCome(@Nullable String authorization, @Nullable String apiKey) {
        if (gate.mayBlock(authorization, apiKey)) {
            return false;
        }
        try {
            Caller caller = gate.admit(authorization, apiKey, Role.WRITE);
            return caller == null || caller.allowance() == null;
        } catch (RefusedException e) {
            return false;
        }
    }

    private boolean isShort(@Nullable String length) {
        if (length == null || length.isEmpty() || length.length() > DIGITS) {
            return false;
        }
        for (int i = 0; i < length.length(); i++) {
            if (length.charAt(i) < '0' || length.charAt(i) > '9') {
                return false;
            }
        }
        int bytes = Integer.parseInt(length);
        return bytes <= LONGEST && bytes <= limits.maxEvent() && bytes <= limits.maxBody();
    }

    private void take(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        // A connection that breaks meanwhile ends the request; nobody is there to be answered.
        request.body().onSuccess(body -> read(exchange, body));
        request.resume();
    }

    private void read(RoutingContext exchange, Buffer body) {
        HttpServerResponse response = exchange.response();
        try {
            boolean errorsOnly = "errors".equals(exchange.queryParams().get("results"));
            Answer answer = new Answer(errorsOnly);
            try {
                Context context = Vertx.currentContext();
                CompletableFuture<Void> unused = intake(exchange, body, answer)
                        .runAtOnce()
                        .whenComplete(
                                (done, failure) -> context.runOnContext(now -> answer(response, answer, failure)));
            } catch (IOException | BrokenBodyException | RuntimeException e) {
                answer.close();
                throw e;
            }
        } catch (BrokenBodyException e) {
            refuse(response, Intake.problem(e));
        } catch (ParameterException e) {
            refuse(response, new ProblemException(ProblemType.INVALID_PARAMETER, String.valueOf(e.getMessage())));
        } catch (ProblemException e) {
            refuse(response, e);
        } catch (IOException | RuntimeException e) {
            fail(response, e);
        }
    }

    private Intake intake(RoutingContext exchange, Buffer body, Answer answer) throws BrokenBodyException, IOException {
        MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
        exchange.request().headers().forEach((name, value) -> {
            if (name.regionMatches(true, 0, BodyForm.BINARY_PREFIX, 0, BodyForm.BINARY_PREFIX.length())) {
                headers.add(name, value);
            }
        });
        headers.add(BodyForm.CONTENT_TYPE, exchange.request().headers().get(HttpHeaders.CONTENT_TYPE));
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        exchange.queryParams().forEach(query::add);
        String trace = RequestTrace.of(exchange.request().headers().getAll(TraceParent.NAME));
        Target target = meters.counting(new UntilRetry(new ToBroker(delivery::sendAtOnce, checks, clock, trace)));
        BodyForm form = new BodyForm(headers, query, limits.maxEvent());
        return new Intake(
                form.reader(Body.of(new ByteArrayInputStream(body.getBytes()), null, limits.maxBody())),
                target,
                answer,
                limits);
    }

    private void answer(HttpServerResponse response, Answer answer, @Nullable Throwable failure) {
        try (answer) {
            if (failure != null) {
                fail(response, failure);
                return;
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            answer.writeTo(body);
            response.setStatusCode(answer.status()).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
            if (answer.needsRetry()) {
                response.putHeader("Retry-After", Integer.toString(limits.retryAfterSeconds()));
            }
            end(response, body.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("an answer in memory cannot be written", e);
        }
    }

    private void fail(HttpServerResponse response, Throwable failure) {
        LOG.error("a request failed unexpectedly", failure);
        refuse(response, new ProblemException(ProblemType.INTERNAL, "see the log of the service"));
    }

    private void refuse(HttpServerResponse response, ProblemException refusal) {
        Problem problem = refusal.problem();
        problems.count(problem);
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemType.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            end(response, MessageCodec.mapper().writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a problem is always JSON", e);
        }
    }

    private static void end(HttpServerResponse response, byte[] body) {
        if (!response.ended() && !response.closed()) {
            // Whoever has gone meanwhile is not told.
            response.end(Buffer.buffer(body)).onFailure(gone -> LOG.debug("an answer was not read"));
        }
    }
}
