package io.waymark.console.web;

import io.waymark.api.problem.Problem;
import java.util.List;

/** Why something was refused, a line for each field at fault; in the words of the API, which {@code t:said} translates. */
public record Refusal(List<Line> lines) {

    /**
     * One reason.
     *
     * @param field which field is at fault, without what stands in it; empty where it is not about fields
     */
    public record Line(String field, String message) {}

    static Refusal of(Problem problem) {
        return new Refusal(
                problem.errors() == null
                        ? List.of(new Line("", problem.detail()))
                        : problem.errors().stream()
                                .map(error -> new Line(error.field().replaceFirst("\\W.*", ""), error.message()))
                                .toList());
    }
}
