package io.waymark.console.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.BodyLimitHandler;
import io.waymark.api.request.JsonBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import java.lang.annotation.Annotation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Makes answers below {@code /ui} fit for a browser: what failed becomes a page, who is not signed in is sent to do so, and
 * every page says what it may load and that nobody keeps it.
 */
@ApplicationScoped
class AnswerHandler {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String PARTIAL = "HX-Request";

    private final PageHandler pages;
    private final ViewerHandler viewers;
    private final CurrentVertxRequest current;
    private final Template failure;

    AnswerHandler(
            PageHandler pages,
            ViewerHandler viewers,
            CurrentVertxRequest current,
            @Location("web/failure") Template failure) {
        this.pages = pages;
        this.viewers = viewers;
        this.current = current;
        this.failure = failure;
    }

    /**
     * What went wrong.
     *
     * @param status of the answer
     */
    public record Failure(int status, Refusal refusal) {}

    /** What says that it is larger than it may be is not read: it ends here, with a page that says so. */
    @ServerRequestFilter(preMatching = true)
    public void refuseLargeForm() {
        RoutingContext call = current.getCurrent();
        Long limit = call == null ? null : BodyLimitHandler.limitPassed(call);
        if (limit != null) {
            throw new ProblemException(JsonBody.tooLarge(limit));
        }
    }

    @ServerResponseFilter
    public Uni<Void> fit(ContainerRequestContext request, ContainerResponseContext response) {
        String path = "/" + request.getUriInfo().getPath().replaceFirst("^/+", "");
        if (!path.equals("/ui") && !path.startsWith("/ui/")) {
            return Uni.createFrom().voidItem();
        }
        protect(response.getHeaders());
        if (!(response.getEntity() instanceof Problem problem)) {
            return Uni.createFrom().voidItem();
        }
        if (problem.status() == ProblemType.UNAUTHENTICATED.status()) {
            sendToSignIn(request, response);
            return Uni.createFrom().voidItem();
        }
        Failure told = new Failure(problem.status(), Refusal.of(problem));
        return viewers.whoever()
                .chain(viewer -> pages.write(failure, viewer, told))
                .invoke(page -> response.setEntity(page, new Annotation[0], MediaType.valueOf(PageHandler.HTML)))
                .replaceWithVoid();
    }

    private static void protect(MultivaluedMap<String, Object> headers) {
        headers.putSingle("Content-Security-Policy", POLICY);
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("Referrer-Policy", "no-referrer");
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** A script that asks for a part of a page follows no redirection to another page: it is told to go there. */
    private static void sendToSignIn(ContainerRequestContext request, ContainerResponseContext response) {
        String there = "/ui/sign-in";
        if (request.getMethod().equals("GET")) {
            there += "?next="
                    + URLEncoder.encode(
                            request.getUriInfo().getRequestUri().getRawPath()
                                    + query(request.getUriInfo().getRequestUri().getRawQuery()),
                            StandardCharsets.UTF_8);
        }
        boolean isPartial = request.getHeaderString(PARTIAL) != null;
        response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
        response.getHeaders().putSingle(isPartial ? "HX-Redirect" : HttpHeaders.LOCATION, there);
        response.setStatus(isPartial ? Status.NO_CONTENT.getStatusCode() : Status.SEE_OTHER.getStatusCode());
        response.setEntity(null);
    }

    private static String query(String raw) {
        return raw == null ? "" : "?" + raw;
    }
}
