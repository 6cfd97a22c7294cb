package io.waymark.console.registration;

import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import java.util.List;
import java.util.Objects;

/**
 * What became of one registration among many.
 *
 * @param errors why it was refused; empty if it was not
 */
public record RegistrationOutcome(Kind kind, List<FieldError> errors) {

    /** As the answer to a single registration would tell it: 201, 200, and 409 or 422. */
    public enum Kind {
        REGISTERED,
        REPEATED,
        REFUSED
    }

    static final RegistrationOutcome REGISTERED = new RegistrationOutcome(Kind.REGISTERED, List.of());
    static final RegistrationOutcome REPEATED = new RegistrationOutcome(Kind.REPEATED, List.of());

    /** It was refused for these reasons. */
    public static RegistrationOutcome refused(List<FieldError> errors) {
        return new RegistrationOutcome(Kind.REFUSED, errors);
    }

    static RegistrationOutcome refused(Problem problem) {
        return refused(Objects.requireNonNullElse(problem.errors(), List.of(new FieldError("", problem.detail()))));
    }

    /** What becomes of the same said once more. */
    RegistrationOutcome again() {
        return kind == Kind.REGISTERED ? REPEATED : this;
    }
}
