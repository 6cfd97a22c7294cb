package io.waymark.console.access;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.access.ApiKeyIdentityHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Reads tokens that came from the issuer, just as those that people show to the API. */
@ApplicationScoped
public class TokenHandler {

    private final IdentityProviderManager identities;
    private final PersonHandler people;

    TokenHandler(IdentityProviderManager identities, PersonHandler people) {
        this.identities = identities;
        this.people = people;
    }

    /** Whose token it is; empty if it is not valid. The audit has a login of it. */
    public Uni<Optional<Person>> person(RoutingContext call, String token) {
        TokenAuthenticationRequest request = new TokenAuthenticationRequest(new AccessTokenCredential(token));
        HttpSecurityUtils.setRoutingContextAttribute(request, call);
        return identities
                .authenticate(request)
                .map(TokenHandler::person)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(Optional.empty());
    }

    /** The same for a token that takes the place of one before: no login. */
    public Uni<Optional<Person>> samePerson(RoutingContext call, String token) {
        people.expect(token);
        return person(call, token);
    }

    /** A person as every part of the program knows callers. */
    public static SecurityIdentity identity(Person person) {
        return PersonHandler.identity(person);
    }

    private static Optional<Person> person(SecurityIdentity identity) {
        Instant until = identity.getAttribute(PersonHandler.UNTIL);
        return Optional.of(new Person(
                identity.getPrincipal().getName(),
                identity.getAttribute(ApiKeyIdentityHandler.KEY),
                identity.getRoles(),
                until));
    }
}
