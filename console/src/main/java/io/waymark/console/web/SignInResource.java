package io.waymark.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.access.KeyHash;
import io.waymark.api.access.KeyRing;
import io.waymark.api.access.Scopes;
import io.waymark.api.limit.RateLimitHandler;
import io.waymark.console.access.IssuerClient;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URLEncoder;
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
    private final IssuerClient issuer;
    private final SessionRepository sessions;
    private final SessionStartHandler starts;
    private final RateLimitHandler limits;
    private final AuditHandler audit;
    private final WebConfig config;
    private final Template signIn;

    SignInResource(
            ViewerHandler viewers,
            PageHandler pages,
            KeyRing keys,
            IssuerClient issuer,
            SessionRepository sessions,
            SessionStartHandler starts,
            RateLimitHandler limits,
            AuditHandler audit,
            WebConfig config,
            @Location("web/sign-in") Template signIn) {
        this.viewers = viewers;
        this.pages = pages;
        this.keys = keys;
        this.issuer = issuer;
        this.sessions = sessions;
        this.starts = starts;
        this.limits = limits;
        this.audit = audit;
        this.config = config;
        this.signIn = signIn;
    }

    /**
     * The form.
     *
     * @param next where to go then
     * @param refused the key of the text that says why somebody was not let in; null at first
     * @param forPeople where those go who have no key but an issuer; null where there is none
     */
    public record SignIn(String next, @Nullable String refused, @Nullable String forPeople) {}

    /** @param why a person came back from the issuer and was not let in */
    @GET
    public Uni<Response> form(
            @QueryParam("next") @Nullable String next,
            @QueryParam("why") @Nullable String why,
            @Context RoutingContext call) {
        Viewer viewer = viewers.anybody();
        String visit = viewer.session().isEmpty() ? CookieHandler.random() : viewer.session();
        Viewer visitor =
                new Viewer(null, viewer.scopes(), viewer.language(), viewer.theme(), viewer.place(), visit, false);
        return pages.write(signIn, visitor, page(next, PersonRefusal.text(why))).map(page -> Response.ok(page)
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
                    .chain(() -> pages.write(signIn, viewer, page(next, "signIn.refused")))
                    .map(page ->
                            Response.status(Status.UNAUTHORIZED).entity(page).build());
        }
        return begin(found.get(), call, Places.own(next));
    }

    private SignIn page(@Nullable String next, @Nullable String refused) {
        String place = Places.own(next);
        return new SignIn(
                place,
                refused,
                issuer.isOffered() ? PersonSignInResource.PATH + "?next=" + URLEncoder.encode(place, UTF_8) : null);
    }

    private Uni<Response> begin(ApiKey entered, RoutingContext call, String place) {
        return starts.begin(
                        call,
                        place,
                        session -> sessions.add(session, entered.keyHash(), config.session()),
                        CookieHandler.gone(ViewerHandler.VISIT, CookieHandler.isSecure(call)))
                .call(() -> audit.login(
                        entered.merchantId(), entered.merchantId() + "/" + KeyHash.shortForm(entered.keyHash())));
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
