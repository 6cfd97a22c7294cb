package io.waymark.api.problem;

import java.util.List;

/** Ends a call with an error answer that its caller can act on. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    /** @param problem what the caller is told */
    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** One field, or query parameter, is at fault. */
    public static ProblemException of(ProblemType type, String field, String message) {
        return new ProblemException(Problem.of(type, List.of(new FieldError(field, message))));
    }

    /** What was asked for does not exist, or not for this caller: the two are not told apart. */
    public static ProblemException notFound(String what) {
        return new ProblemException(Problem.of(ProblemType.NOT_FOUND, "There is no such " + what + "."));
    }

    /** What the caller is told. */
    public Problem problem() {
        return problem;
    }
}
