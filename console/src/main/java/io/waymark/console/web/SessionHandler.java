package io.waymark.console.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.access.ApiKeyIdentityHandler;
import io.waymark.api.access.BearerKeyHandler;
import io.waymark.api.access.KeyHash;
import io.waymark.api.access.KeyRing;
import io.waymark.api.limit.RateLimitHandler;
import io.waymark.console.access.Person;
import io.waymark.console.access.TokenHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows who is signed in by the session's cookie, and below {@code /ui} alone: a browser sends cookies by itself, and the API
 * shall do nothing that nobody asked for. A session is worth what its key, or its person, is worth at the moment: when the key is
 * revoked or expires, its sessions are worth nothing. One that is unknown counts against the address, as a key that is none does.
 */
@ApplicationScoped
class SessionHandler implements HttpAuthenticationMechanism {

    /** The name of the cookie that holds a session's identifier. */
    static final String COOKIE = "waymark_session";

    private static final String PAGES = "/ui";

    /** Scripts and styles, which are everybody's. */
    private static final String BUNDLE = "/ui/bundle/";

    private static final int MOST_SESSIONS = 10_000;
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final SessionRepository sessions;
    private final KeyRing keys;
    private final PersonSessionHandler people;
    private final RateLimitHandler limits;
    private final Cache<String, Boolean> good = Caffeine.newBuilder()
            .maximumSize(MOST_SESSIONS)
            .expireAfterAccess(REMEMBERED)
            .build();

    SessionHandler(SessionRepository sessions, KeyRing keys, PersonSessionHandler people, RateLimitHandler limits) {
        this.sessions = sessions;
        this.keys = keys;
        this.people = people;
        this.limits = limits;
    }

    /** The identifier that a call shows; null if none. */
    static @Nullable String shown(RoutingContext call) {
        Cookie cookie = call.request().getCookie(COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 200;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext call, IdentityProviderManager identities) {
        String session = isPage(call) && BearerKeyHandler.token(call).isEmpty() ? shown(call) : null;
        return session == null || !isWorthAsking(call, session)
                ? Uni.createFrom().nullItem()
                : sessions.find(session)
                        .chain(found -> found.isPresent()
                                ? identity(call, session, found.get())
                                : Uni.createFrom().item(Optional.<SecurityIdentity>empty()))
                        .invoke(found -> remember(call, session, found.isPresent()))
                        .map(found -> found.orElse(null));
    }

    /** Who invents sessions is soon asked about in vain: sessions that were good lately are looked up all the same. */
    private boolean isWorthAsking(RoutingContext call, String session) {
        return limits.admits(call.request()) || good.getIfPresent(KeyHash.of(session)) != null;
    }

    private void remember(RoutingContext call, String session, boolean isGood) {
        if (isGood) {
            good.put(KeyHash.of(session), true);
        } else {
            good.invalidate(KeyHash.of(session));
            limits.countRefusal(call.request());
        }
    }

    /** Empty if the key works no longer, or the issuer gives the person no more. */
    private Uni<Optional<SecurityIdentity>> identity(RoutingContext call, String session, StoredSession stored) {
        Person person = stored.person();
        return person == null
                ? Uni.createFrom()
                        .item(Optional.ofNullable(stored.keyHash())
                                .flatMap(keys::withHash)
                                .map(ApiKeyIdentityHandler::identity))
                : people.present(call, session, person, stored.isValid())
                        .map(found -> found.map(TokenHandler::identity));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext call) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext call) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.COOKIE, COOKIE));
    }

    private static boolean isPage(RoutingContext call) {
        String path = call.normalizedPath();
        return path.equals(PAGES) || path.startsWith(PAGES + "/") && !path.startsWith(BUNDLE);
    }
}
