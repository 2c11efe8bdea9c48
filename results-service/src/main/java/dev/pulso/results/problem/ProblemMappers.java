package dev.pulso.results.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Failures to problem documents; no stack trace or class name leaves. */
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final String MEDIA_TYPE = "application/problem+json";

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        String parameter = e.parameter().isEmpty() ? null : e.parameter();
        Response answer = answer(e.problem(), e.getMessage(), parameter);
        return answer.getStatus() == 503
                ? Response.fromResponse(answer).header("Retry-After", 2).build()
                : answer;
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status >= 300 && status < 400) {
            return e.getResponse();
        }
        return switch (status) {
            case 404 -> answer(Problem.NOT_FOUND, null, null);
            case 405 -> answer(Problem.METHOD_NOT_ALLOWED, null, null);
            case 406 -> answer(Problem.NOT_ACCEPTABLE, null, null);
            default -> status < 500 ? answer(Problem.INVALID_PARAMETER, null, null) : unexpected(e);
        };
    }

    @ServerExceptionMapper
    public Response unexpected(RuntimeException e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof SQLException) {
                LOG.warnf("problem=%s reason=%s", Problem.STORE_UNAVAILABLE.code(), each.getMessage());
                return Response.fromResponse(answer(Problem.STORE_UNAVAILABLE, null, null))
                        .header("Retry-After", 2)
                        .build();
            }
        }
        LOG.error("problem=" + Problem.INTERNAL.code(), e);
        return answer(Problem.INTERNAL, null, null);
    }

    @ServerExceptionMapper
    public Response store(SQLException e) {
        return unexpected(new IllegalStateException(e));
    }

    private static Response answer(Problem problem, @Nullable String detail, @Nullable String parameter) {
        return Response.status(problem.status())
                .type(MEDIA_TYPE)
                .entity(ProblemDocument.of(problem, detail, parameter))
                .build();
    }
}
