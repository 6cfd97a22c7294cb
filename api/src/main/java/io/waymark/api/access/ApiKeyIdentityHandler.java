package io.waymark.api.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.ApiKey;
import jakarta.enterprise.context.ApplicationScoped;

/** Turns a key into its merchant (the principal) and its scopes (the roles). An invalid key fails the call with 401. */
@ApplicationScoped
public class ApiKeyIdentityHandler implements IdentityProvider<KeyAuthenticationRecord> {

    /** The attribute of an identity that tells which of the merchant's keys it is. */
    public static final String KEY = "key";

    private final KeyRing keys;

    ApiKeyIdentityHandler(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public Class<KeyAuthenticationRecord> getRequestType() {
        return KeyAuthenticationRecord.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(KeyAuthenticationRecord request, AuthenticationRequestContext context) {
        return keys.find(request.key())
                .map(key -> Uni.createFrom().item(identity(key)))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
    }

    /** Who calls with this key, whichever way it was shown. */
    public static SecurityIdentity identity(ApiKey key) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(key.merchantId()))
                .addRoles(key.scopes())
                .addAttribute(KEY, KeyHash.shortForm(key.keyHash()))
                .build();
    }
}
