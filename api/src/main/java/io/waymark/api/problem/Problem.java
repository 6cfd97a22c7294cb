package io.waymark.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error answer in the form of RFC 9457.
 *
 * @param type identifies the kind, e.g. {@code urn:waymark:problem:invalid-fields}
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what happened this time
 * @param errors the fields at fault; left out where the problem is not about fields
 * @param candidates carriers a number may belong to; left out but for a carrier that could not be recognised
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<FieldError> errors,
        @Nullable List<String> candidates) {

    /** Media type of every error answer. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem that is not about fields. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail, null, null);
    }

    /** A problem of the fields named; the detail names them again, for those who read nothing else. */
    public static Problem of(ProblemType type, List<FieldError> errors) {
        return new Problem(type.uri(), type.title(), type.status(), sentence(errors), List.copyOf(errors), null);
    }

    /** The same with the carriers that the number may belong to; an empty list leaves them out. */
    public Problem withCandidates(List<String> carriers) {
        return carriers.isEmpty() ? this : new Problem(type, title, status, detail, errors, List.copyOf(carriers));
    }

    private static String sentence(List<FieldError> errors) {
        FieldError first = errors.get(0);
        String rest = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "";
        return first.field() + ": " + first.message() + rest;
    }
}
