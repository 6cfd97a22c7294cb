package io.waymark.console.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.access.Scopes;
import io.waymark.api.limit.RateLimitHandler;
import io.waymark.api.problem.ProblemException;
import io.waymark.console.access.IssuerClient;
import io.waymark.console.access.IssuerClient.Tokens;
import io.waymark.console.access.Person;
import io.waymark.console.access.TokenHandler;
import io.waymark.console.audit.AuditHandler;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets people in whom the issuer knows: sends them there, and begins a session of the token that their answer is worth, which
 * means here what it means to the API. Tokens stay on this side. An answer that this browser did not ask for is worth nothing.
 */
@Path(PersonSignInResource.PATH)
@Produces(PageHandler.HTML)
@PermitAll
public class PersonSignInResource {

    static final String PATH = "/ui/sign-in/person";

    private static final String ENTRY = "waymark_entry";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final IssuerClient issuer;
    private final TokenHandler tokens;
    private final SessionRepository sessions;
    private final SessionStartHandler starts;
    private final RateLimitHandler limits;
    private final AuditHandler audit;
    private final WebConfig config;

    PersonSignInResource(
            IssuerClient issuer,
            TokenHandler tokens,
            SessionRepository sessions,
            SessionStartHandler starts,
            RateLimitHandler limits,
            AuditHandler audit,
            WebConfig config) {
        this.issuer = issuer;
        this.tokens = tokens;
        this.sessions = sessions;
        this.starts = starts;
        this.limits = limits;
        this.audit = audit;
        this.config = config;
    }

    /** Sends somebody to the issuer. What has to come back is in a cookie meanwhile. */
    @GET
    public Uni<Response> go(@QueryParam("next") @Nullable String next, @Context RoutingContext call) {
        demandIssuer();
        limits.admit(call.request());
        Entry entry = Entry.begin(Places.own(next));
        return issuer.address(back(call), entry.state(), entry.challenge()).map(address -> PageHandler.goTo(address)
                .cookie(CookieHandler.lasting(ENTRY, entry.written(), PATIENCE, CookieHandler.isSecure(call)))
                .build());
    }

    /**
     * Where the issuer sends people back to. Of a browser that did not set out from here nothing is counted: any page may have sent
     * it.
     */
    @GET
    @Path("/back")
    public Uni<Response> comeBack(
            @QueryParam("state") @Nullable String state,
            @QueryParam("code") @Nullable String code,
            @QueryParam("iss") @Nullable String iss,
            @Context RoutingContext call) {
        demandIssuer();
        limits.admit(call.request());
        Entry entry = Entry.read(ViewerHandler.cookie(call, ENTRY));
        if (entry == null) {
            return Uni.createFrom().item(backToTheForm(call, PersonRefusal.STALE));
        }
        if (state == null || !isSame(state, entry.state())) {
            return refuse(call, PersonRefusal.STALE);
        }
        return issuer.isIssuer(iss)
                .chain(isOurs -> isOurs && code != null
                        ? issuer.tokens(code, back(call), entry.verifier())
                                .chain(given -> given.isPresent()
                                        ? enter(call, given.get(), entry)
                                        : refuse(call, PersonRefusal.DENIED))
                        : refuse(call, PersonRefusal.DENIED));
    }

    private Uni<Response> enter(RoutingContext call, Tokens given, Entry entry) {
        return tokens.person(call, given.access()).chain(found -> {
            if (found.isEmpty()) {
                return refuse(call, PersonRefusal.DENIED);
            }
            Person person = found.get();
            return person.merchantId().isEmpty() || !person.scopes().contains(Scopes.READ)
                    ? refuse(call, PersonRefusal.NO_ROLE)
                    : starts.begin(
                            call,
                            entry.next(),
                            session -> sessions.add(session, person, given.refresh(), config.session()),
                            CookieHandler.gone(ENTRY, CookieHandler.isSecure(call)));
        });
    }

    private Uni<Response> refuse(RoutingContext call, PersonRefusal why) {
        limits.countRefusal(call.request());
        return audit.loginRefused().replaceWith(backToTheForm(call, why));
    }

    private static Response backToTheForm(RoutingContext call, PersonRefusal why) {
        return PageHandler.goTo("/ui/sign-in?why=" + why.word())
                .cookie(CookieHandler.gone(ENTRY, CookieHandler.isSecure(call)))
                .build();
    }

    private void demandIssuer() {
        if (!issuer.isOffered()) {
            throw ProblemException.notFound("page");
        }
    }

    private String back(RoutingContext call) {
        String home = config.address()
                .map(address -> address.replaceFirst("/+$", ""))
                .orElseGet(() -> (CookieHandler.isSecure(call) ? "https://" : "http://")
                        + call.request().authority());
        return home + PATH + "/back";
    }

    private static boolean isSame(String said, String asked) {
        return MessageDigest.isEqual(said.getBytes(US_ASCII), asked.getBytes(US_ASCII));
    }
}
