package dev.pulso.results.problem;

/** A problem of the catalogue, on its way to the caller. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final String parameter;

    private ProblemException(Problem problem, String parameter, String detail) {
        super(detail);
        this.problem = problem;
        this.parameter = parameter;
    }

    /** @param rule what the parameter must be, without the value that was sent */
    public static ProblemException parameter(String name, String rule) {
        return new ProblemException(Problem.INVALID_PARAMETER, name, name + " " + rule);
    }

    /** @param detail what is missing, without the value that was sent */
    public static ProblemException notFound(String detail) {
        return of(Problem.NOT_FOUND, detail);
    }

    public static ProblemException of(Problem problem, String detail) {
        return new ProblemException(problem, "", detail);
    }

    public Problem problem() {
        return problem;
    }

    /** Name of the parameter, empty if the problem has none. */
    public String parameter() {
        return parameter;
    }
}
