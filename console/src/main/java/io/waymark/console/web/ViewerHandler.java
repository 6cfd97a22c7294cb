package io.waymark.console.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.access.Caller;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.limit.RateLimitHandler;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.access.StaffHandler;
import io.waymark.console.track.Language;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a page who looks at it. */
@ApplicationScoped
class ViewerHandler {

    /** The cookie of somebody who is not signed in yet, by which the form for signing in is known to be ours. */
    static final String VISIT = "waymark_visit";

    static final String LANGUAGE = "waymark_language";
    static final String THEME = "waymark_theme";

    private final CallerHandler callers;
    private final StaffHandler staff;
    private final RateLimitHandler limits;
    private final CurrentVertxRequest current;

    ViewerHandler(CallerHandler callers, StaffHandler staff, RateLimitHandler limits, CurrentVertxRequest current) {
        this.callers = callers;
        this.staff = staff;
        this.limits = limits;
        this.current = current;
    }

    /** Who is signed in. Counts the call among the key's, as one of the API; fails with 429. Only for pages that demand a scope. */
    Uni<Viewer> signedIn() {
        RoutingContext call = current.getCurrent();
        return Uni.combine()
                .all()
                .unis(callers.current(), callers.scopes(), callers.current().chain(staff::isStaff))
                .with((caller, scopes, isStaff) -> viewer(call, caller, scopes, isStaff))
                .invoke(viewer -> limits.count(viewer.keyId(), call));
    }

    /** Counts what a call does beyond one thing. Fails with 429. */
    void countFurther(Viewer viewer, int things) {
        if (things > 0) {
            limits.count(viewer.keyId(), things);
        }
    }

    /** The same for a page with a form that was sent: fails with 403 where the form is not ours. */
    Uni<Viewer> sentBy(@Nullable String token) {
        return signedIn().invoke(viewer -> demand(viewer, token));
    }

    /** Who is signed in and runs the installation; fails with 403 for everybody else. */
    Uni<Viewer> staff() {
        return signedIn().invoke(viewer -> {
            if (!viewer.isStaff()) {
                throw StaffHandler.forStaffAlone();
            }
        });
    }

    /** The same for a page with a form that was sent: fails with 403 where the form is not ours. */
    Uni<Viewer> staffBy(@Nullable String token) {
        return staff().invoke(viewer -> demand(viewer, token));
    }

    /** Who looks, signed in or not, at a page that is not counted. */
    Uni<Viewer> whoever() {
        RoutingContext call = current.getCurrent();
        return Uni.combine()
                .all()
                .unis(callers.current(), callers.scopes(), callers.current().chain(staff::isStaff))
                .with((caller, scopes, isStaff) ->
                        caller.merchantId().isEmpty() ? anybody() : viewer(call, caller, scopes, isStaff))
                .onFailure()
                .recoverWithItem(failure -> anybody());
    }

    /** Finds out who is signed in, if anybody is, so that it is known of the call even once the session has ended. */
    Uni<Void> recognised() {
        return callers.current().onFailure().recoverWithNull().replaceWithVoid();
    }

    /** Somebody who need not be signed in. */
    Viewer anybody() {
        return viewer(current.getCurrent(), null, Set.of(), false);
    }

    /** The same for a form that was sent: fails with 403 where the form is not ours. */
    Viewer anybody(@Nullable String token) {
        Viewer viewer = anybody();
        demand(viewer, token);
        return viewer;
    }

    /** Fails with 403 where a form is not the viewer's: for what comes with a file, and is known later than who sent it. */
    static void demand(Viewer viewer, @Nullable String token) {
        if (viewer.session().isEmpty() || !Viewer.isOwnForm(viewer.session(), token)) {
            throw new ProblemException(
                    Problem.of(ProblemType.FORBIDDEN, "The form is not, or no longer, valid: load the page again."));
        }
    }

    private static Viewer viewer(RoutingContext call, @Nullable Caller caller, Set<String> scopes, boolean isStaff) {
        Language language = Language.of(cookie(call, LANGUAGE), call.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        String session = cookie(call, caller == null ? VISIT : SessionHandler.COOKIE);
        return new Viewer(
                caller,
                scopes,
                language,
                Theme.of(cookie(call, THEME)),
                call.request().method() == HttpMethod.GET ? call.request().uri() : Places.ofForm(call.normalizedPath()),
                session == null ? "" : session,
                isStaff);
    }

    static @Nullable String cookie(RoutingContext call, String name) {
        Cookie cookie = call.request().getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }
}
