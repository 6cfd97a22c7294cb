package io.waymark.console.web;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Begins sessions in the browser. */
@ApplicationScoped
class SessionStartHandler {

    private final SessionRepository sessions;
    private final WebConfig config;

    SessionStartHandler(SessionRepository sessions, WebConfig config) {
        this.sessions = sessions;
        this.config = config;
    }

    /**
     * Leads on, with a new session. The browser's former session ends, or it would be worth something for as long as nobody could
     * end it.
     *
     * @param add stores a session of this identifier
     * @param gone cookies that have done their work
     */
    Uni<Response> begin(RoutingContext call, String place, Function<String, Uni<Void>> add, NewCookie... gone) {
        String former = SessionHandler.shown(call);
        String session = CookieHandler.random();
        NewCookie kept =
                CookieHandler.lasting(SessionHandler.COOKIE, session, config.session(), CookieHandler.isSecure(call));
        return (former == null ? Uni.createFrom().voidItem() : sessions.remove(former))
                .chain(() -> add.apply(session))
                .replaceWith(PageHandler.goTo(place).cookie(gone).cookie(kept).build());
    }
}
