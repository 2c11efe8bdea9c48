package dev.pulso.results.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A problem as RFC 9457 writes it.
 *
 * @param code stable name of the problem, the last part of {@code type}
 * @param parameter the parameter to mend
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemDocument(
        URI type,
        String title,
        int status,
        @Nullable String detail,
        String code,
        @Nullable String parameter) {
    static ProblemDocument of(Problem problem, @Nullable String detail, @Nullable String parameter) {
        return new ProblemDocument(
                URI.create("urn:pulso:problem:" + problem.code()),
                problem.title(),
                problem.status(),
                detail,
                problem.code(),
                parameter);
    }
}
