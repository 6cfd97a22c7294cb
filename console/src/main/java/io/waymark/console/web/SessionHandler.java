package io.waymark.console.web;

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
import io.waymark.api.access.KeyRing;
import io.waymark.contract.ApiKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows who is signed in by the session's cookie, and below {@code /ui} alone: a browser sends cookies by itself, and the API
 * shall do nothing that nobody asked for. A session is worth what its key is worth at the moment; when that is revoked or
 * expires, its sessions are worth nothing.
 */
@ApplicationScoped
class SessionHandler implements HttpAuthenticationMechanism {

    /** The name of the cookie that holds a session's identifier. */
    static final String COOKIE = "waymark_session";

    private static final String PAGES = "/ui";

    private final SessionRepository sessions;
    private final KeyRing keys;

    SessionHandler(SessionRepository sessions, KeyRing keys) {
        this.sessions = sessions;
        this.keys = keys;
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
        return session == null
                ? Uni.createFrom().nullItem()
                : key(session)
                        .map(key -> key.map(ApiKeyIdentityHandler::identity).orElse(null));
    }

    /** The key behind a session; empty if there is none, or it works no longer. */
    Uni<Optional<ApiKey>> key(String session) {
        return sessions.keyOf(session).map(hash -> hash.flatMap(keys::withHash));
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
        return path.equals(PAGES) || path.startsWith(PAGES + "/");
    }
}
