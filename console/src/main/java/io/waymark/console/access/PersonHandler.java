package io.waymark.console.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.ApiKeyIdentityHandler;
import io.waymark.api.access.KeyHash;
import io.waymark.api.access.PeopleConfig;
import io.waymark.api.access.Scopes;
import io.waymark.console.audit.AuditHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Turns a person, whose token is verified, into a caller like any key: a merchant and scopes. Who has no merchant, or no
 * role of ours, may do nothing. A token that was not seen before is entered in the audit as a login.
 */
@ApplicationScoped
class PersonHandler implements SecurityIdentityAugmentor {

    /** The attribute of an identity that tells when its token ends, as an {@link Instant}. */
    static final String UNTIL = "until";

    private static final int MOST_TOKENS = 10_000;

    /** Longer than any sensible token is valid. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final PeopleConfig config;
    private final ApiKeyRepository merchants;
    private final AuditHandler audit;
    private final Cache<String, Boolean> seen = Caffeine.newBuilder()
            .maximumSize(MOST_TOKENS)
            .expireAfterWrite(REMEMBERED)
            .build();

    PersonHandler(PeopleConfig config, ApiKeyRepository merchants, AuditHandler audit) {
        this.config = config;
        this.merchants = merchants;
        this.audit = audit;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? caller(identity, token)
                : Uni.createFrom().item(identity);
    }

    private Uni<SecurityIdentity> caller(SecurityIdentity identity, JsonWebToken token) {
        Object named = token.getClaim(config.merchantClaim());
        String merchant = named == null ? "" : named.toString();
        boolean isMerchant = merchant.matches(KeyRequest.MERCHANT);
        String person = "person-"
                + KeyHash.of(token.getIssuer() + "\n" + token.getSubject()).substring(0, 12);
        SecurityIdentity caller = identity(new Person(
                isMerchant ? merchant : "",
                person,
                isMerchant ? scopes(identity.getRoles()) : Set.of(),
                Instant.ofEpochSecond(token.getExpirationTime())));
        return isMerchant
                ? greet(token.getRawToken(), merchant, person).replaceWith(caller)
                : Uni.createFrom().item(caller);
    }

    /** A person as every part of the program knows callers. */
    static SecurityIdentity identity(Person person) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(person.merchantId()))
                .addRoles(person.scopes())
                .addAttribute(ApiKeyIdentityHandler.KEY, person.personId())
                .addAttribute(UNTIL, person.validUntil())
                .build();
    }

    /** A token that takes the place of one that was seen is no login. */
    void expect(String token) {
        seen.put(KeyHash.of(token), true);
    }

    private Uni<Void> greet(@Nullable String token, String merchant, String person) {
        String hash = KeyHash.of(String.valueOf(token));
        return seen.asMap().putIfAbsent(hash, true) != null
                ? Uni.createFrom().voidItem()
                : merchants
                        .addMerchant(merchant)
                        .chain(() -> audit.login(merchant, merchant + "/" + person))
                        .onFailure()
                        .invoke(failure -> seen.invalidate(hash));
    }

    private Set<String> scopes(Set<String> roles) {
        return Scopes.ALL.stream()
                .filter(scope -> roles.contains(config.rolePrefix() + scope))
                .collect(Collectors.toUnmodifiableSet());
    }
}
