package io.waymark.console.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.access.KeyHash;
import io.waymark.api.access.KeyRing;
import io.waymark.api.access.Scopes;
import io.waymark.api.limit.RateLimitHandler;
import io.waymark.console.audit.AuditHandler;
import io.waymark.contract.ApiKey;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets people in with an API key, and out again. A key that is refused counts against the address, as one in a header does. */
@Path("/ui/sign-in")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(PageHandler.HTML)
@PermitAll
public class SignInResource {

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final KeyRing keys;
    private final SessionRepository sessions;
    private final RateLimitHandler limits;
    private final AuditHandler audit;
    private final WebConfig config;
    private final Template signIn;

    SignInResource(
            ViewerHandler viewers,
            PageHandler pages,
            KeyRing keys,
            SessionRepository sessions,
            RateLimitHandler limits,
            AuditHandler audit,
            WebConfig config,
            @Location("web/sign-in") Template signIn) {
        this.viewers = viewers;
        this.pages = pages;
        this.keys = keys;
        this.sessions = sessions;
        this.limits = limits;
        this.audit = audit;
        this.config = config;
        this.signIn = signIn;
    }

    /**
     * The form.
     *
     * @param next where to go then
     * @param isRefused whether the key that was shown is none
     */
    public record SignIn(String next, boolean isRefused) {}

    @GET
    public Uni<Response> form(@QueryParam("next") @Nullable String next, @Context RoutingContext call) {
        Viewer viewer = viewers.anybody();
        String visit = viewer.session().isEmpty() ? CookieHandler.random() : viewer.session();
        Viewer visitor =
                new Viewer(null, viewer.scopes(), viewer.language(), viewer.theme(), viewer.place(), visit, false);
        return pages.write(signIn, visitor, new SignIn(Places.own(next), false)).map(page -> Response.ok(page)
                .cookie(CookieHandler.whileOpen(ViewerHandler.VISIT, visit, CookieHandler.isSecure(call)))
                .build());
    }

    @POST
    public Uni<Response> enter(
            @FormParam("key") @Nullable String key,
            @FormParam("next") @Nullable String next,
            @FormParam("token") @Nullable String token,
            @Context RoutingContext call) {
        Viewer viewer = viewers.anybody(token);
        limits.admit(call.request());
        Optional<ApiKey> found = keys.find(key == null ? "" : key.strip())
                .filter(known -> known.scopes().contains(Scopes.READ));
        if (found.isEmpty()) {
            limits.countRefusal(call.request());
            return audit.loginRefused()
                    .chain(() -> pages.write(signIn, viewer, new SignIn(Places.own(next), true)))
                    .map(page ->
                            Response.status(Status.UNAUTHORIZED).entity(page).build());
        }
        return begin(found.get(), call, Places.own(next));
    }

    /** The browser's former session ends, or it would be worth something for as long as nobody could end it. */
    private Uni<Response> begin(ApiKey entered, RoutingContext call, String place) {
        String former = SessionHandler.shown(call);
        String session = CookieHandler.random();
        boolean isSecure = CookieHandler.isSecure(call);
        NewCookie kept = CookieHandler.lasting(SessionHandler.COOKIE, session, config.session(), isSecure);
        return (former == null ? Uni.createFrom().voidItem() : sessions.remove(former))
                .chain(() -> sessions.add(session, entered.keyHash(), config.session()))
                .chain(() -> audit.login(
                        entered.merchantId(), entered.merchantId() + "/" + KeyHash.shortForm(entered.keyHash())))
                .replaceWith(PageHandler.goTo(place)
                        .cookie(kept, CookieHandler.gone(ViewerHandler.VISIT, isSecure))
                        .build());
    }

    /** Ends the session, for this browser and for whoever has its cookie. */
    @POST
    @Path("/out")
    public Uni<Response> leave(@FormParam("token") @Nullable String token, @Context RoutingContext call) {
        String session = SessionHandler.shown(call);
        if (session == null || !Viewer.isOwnForm(session, token)) {
            return Uni.createFrom().item(PageHandler.goTo(Places.HOME).build());
        }
        return viewers.recognised()
                .chain(() -> sessions.remove(session))
                .replaceWith(PageHandler.goTo("/ui/sign-in")
                        .cookie(CookieHandler.gone(SessionHandler.COOKIE, CookieHandler.isSecure(call)))
                        .build());
    }
}
