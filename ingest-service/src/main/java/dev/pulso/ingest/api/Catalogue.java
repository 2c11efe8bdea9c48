package dev.pulso.ingest.api;

import dev.pulso.ingest.problem.ProblemType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which problems each operation may answer. */
final class Catalogue {
    private static final Set<ProblemType> ANYWHERE = EnumSet.of(
            ProblemType.BAD_REQUEST,
            ProblemType.UNAUTHORIZED,
            ProblemType.FORBIDDEN,
            ProblemType.NOT_FOUND,
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.QUOTA_EXCEEDED,
            ProblemType.INTERNAL,
            ProblemType.ISSUER_AWAY,
            ProblemType.BROKER_AWAY);
    private static final Set<ProblemType> EVENTS = EnumSet.of(
            ProblemType.EMPTY_BODY,
            ProblemType.MALFORMED_BODY,
            ProblemType.INVALID_PARAMETER,
            ProblemType.TOO_SLOW,
            ProblemType.BODY_TOO_LARGE,
            ProblemType.EVENT_TOO_LARGE,
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            ProblemType.UNSUPPORTED_ENCODING,
            ProblemType.BUSY);
    private static final Map<String, Set<ProblemType>> BY_OPERATION = Map.of(
            "postEvents",
            EVENTS,
            "validateEvents",
            EVENTS,
            "listSchemas",
            EnumSet.of(ProblemType.INVALID_PARAMETER),
            "listRejected",
            EnumSet.of(ProblemType.INVALID_PARAMETER),
            "putSchema",
            EnumSet.of(
                    ProblemType.EMPTY_BODY,
                    ProblemType.MALFORMED_BODY,
                    ProblemType.TOO_SLOW,
                    ProblemType.INCOMPATIBLE_SCHEMA,
                    ProblemType.BODY_TOO_LARGE,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    ProblemType.INVALID_SCHEMA),
            "replayRejected",
            EnumSet.of(
                    ProblemType.MALFORMED_BODY,
                    ProblemType.NOT_REPLAYABLE,
                    ProblemType.BODY_TOO_LARGE,
                    ProblemType.EVENT_TOO_LARGE,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    ProblemType.UNSUPPORTED_ENCODING,
                    ProblemType.IDENTITY_CHANGED));

    private Catalogue() {}

    static Set<ProblemType> of(String operation) {
        Set<ProblemType> all = EnumSet.copyOf(ANYWHERE);
        all.addAll(BY_OPERATION.getOrDefault(operation, Set.of()));
        return all;
    }
}
