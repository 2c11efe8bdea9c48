package dev.pulso.ingest.problem;

import dev.pulso.access.RefusedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure of a request into a problem. */
final class ProblemMappers {
    /** Seconds after which it is worth asking again: the broker is probed about twice a second. */
    private static final int RETRY_AFTER = 1;

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return answer(e.type(), String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response refused(RefusedException e) {
        ProblemType type = switch (e.refusal()) {
            case UNAUTHORIZED -> ProblemType.UNAUTHORIZED;
            case FORBIDDEN -> ProblemType.FORBIDDEN;
            case ISSUER_AWAY -> ProblemType.ISSUER_AWAY;
        };
        return answer(type, e.detail());
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        ProblemType type = switch (status) {
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.BODY_TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL;
        };
        return answer(type, type.with("").title());
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException e) {
        LOG.error("a request failed unexpectedly", e);
        return answer(ProblemType.INTERNAL, "see the log of the service");
    }

    private static Response answer(ProblemType type, String detail) {
        Response.ResponseBuilder answer = Response.status(type.status())
                .type(ProblemType.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(type.with(detail));
        if (type.status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        if (type == ProblemType.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"pulso\"");
        }
        return answer.build();
    }
}
