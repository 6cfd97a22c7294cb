package io.waymark.console.web;

import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import java.util.Set;
import java.util.function.Function;

/** Writes pages. */
@ApplicationScoped
class PageHandler {

    /** What pages are sent as. */
    static final String HTML = "text/html;charset=UTF-8";

    private static final Set<Integer> TYPED =
            Set.of(ProblemType.MALFORMED.status(), ProblemType.CONFLICT.status(), ProblemType.INVALID.status());

    /** Leads on to another of our pages. The place stays a path: only the browser knows by which name it came. */
    static ResponseBuilder goTo(String place) {
        return Response.status(Status.SEE_OTHER).header(HttpHeaders.LOCATION, place);
    }

    /**
     * Answers a form that was sent. Where what was typed is at fault, the answer is the problem's status and the page that shows
     * the form again; every other failure stays one.
     */
    static Uni<Response> orAgain(Uni<Response> answer, Function<Problem, Uni<String>> again) {
        return answer.onFailure(PageHandler::isAboutWhatWasTyped).recoverWithUni(failure -> {
            Problem problem = ((ProblemException) failure).problem();
            return again.apply(problem)
                    .map(written ->
                            Response.status(problem.status()).entity(written).build());
        });
    }

    private static boolean isAboutWhatWasTyped(Throwable failure) {
        return failure instanceof ProblemException refused
                && TYPED.contains(refused.problem().status());
    }

    /** @param page what the template shows, which knows it by this name */
    Uni<String> write(Template template, Viewer viewer, Object page) {
        return template.instance()
                .data("viewer", viewer)
                .data("page", page)
                .setAttribute("language", viewer.language())
                .createUni();
    }
}
