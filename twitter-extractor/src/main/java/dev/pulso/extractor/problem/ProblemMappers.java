package dev.pulso.extractor.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.pulso.extractor.publish.BrokerAwayException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything a request can throw into a problem of the catalogue. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response map(ProblemException e) {
        return Problem.response(e.type(), e.detail());
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response malformedJson(Exception e) {
        return Problem.response(ProblemType.INVALID_BODY, "the body is not JSON of the form this address takes");
    }

    @ServerExceptionMapper
    Response map(BrokerAwayException e) {
        return Problem.response(ProblemType.BROKER_UNAVAILABLE, "the broker is away; try again");
    }

    @ServerExceptionMapper
    Response map(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        ProblemType type = switch (status) {
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.BODY_TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? ProblemType.INVALID_BODY : ProblemType.INTERNAL_ERROR;
        };
        return Problem.response(type, type.title());
    }

    @ServerExceptionMapper
    Response map(RuntimeException e) {
        LOG.error("A request failed unexpectedly", e);
        return Problem.response(ProblemType.INTERNAL_ERROR, "see the log of the service");
    }
}
