package io.waymark.api.access;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code Authorization: Bearer KEY}. Without that header, or with another scheme, the caller is nobody, which a
 * method that demands a scope answers with 401. Where people may call with tokens of an issuer, what is no key but has a
 * token's form is left to who can read those.
 */
@ApplicationScoped
public class BearerKeyHandler implements HttpAuthenticationMechanism {

    /** What a 401 tells the caller to bring. */
    public static final String CHALLENGE = "Bearer realm=\"waymark\"";

    private static final String SCHEME = "Bearer ";

    /** A JSON Web Signature: three parts in URL-safe Base64. */
    private static final Pattern TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    private final KeyRing keys;
    private final PeopleConfig people;

    BearerKeyHandler(KeyRing keys, PeopleConfig people) {
        this.keys = keys;
        this.people = people;
    }

    /** What a call shows; empty if nothing. */
    public static Optional<String> token(RoutingContext call) {
        String header = call.request().getHeader(HttpHeaders.AUTHORIZATION);
        return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.empty()
                : Optional.of(header.substring(SCHEME.length()).strip());
    }

    /** Whether it is a valid key. */
    public boolean isKey(String token) {
        return keys.find(token).isPresent();
    }

    /** Whether it may be a person's token: it has the form of one, and people may call. */
    public boolean mayBePerson(String token) {
        return people.enabled() && TOKEN.matcher(token).matches();
    }

    /** Keys are looked at first: no issuer needs to be asked about them. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 100;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext call, IdentityProviderManager identities) {
        Optional<String> token = token(call);
        if (token.isEmpty() || mayBePerson(token.get()) && !isKey(token.get())) {
            return Uni.createFrom().nullItem();
        }
        return identities.authenticate(new KeyAuthenticationRecord(token.get()));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext call) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", CHALLENGE));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(KeyAuthenticationRecord.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext call) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
    }
}
