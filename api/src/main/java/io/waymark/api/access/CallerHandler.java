package io.waymark.api.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Tells a resource on whose behalf the present call is made. */
@ApplicationScoped
public class CallerHandler {

    private final CurrentIdentityAssociation identities;
    private final Set<String> staff;

    CallerHandler(CurrentIdentityAssociation identities, ApiKeyConfig config) {
        this.identities = identities;
        this.staff = config.operators().orElse(Set.of());
    }

    /** The present call's caller. Only for methods that demand a scope: without a key there is no merchant. */
    public Uni<Caller> current() {
        return identities.getDeferredIdentity().map(this::caller);
    }

    /** What the present call's caller may do. */
    public Uni<Set<String>> scopes() {
        return identities.getDeferredIdentity().map(SecurityIdentity::getRoles);
    }

    private Caller caller(SecurityIdentity identity) {
        String merchant = identity.getPrincipal().getName();
        String key = identity.getAttribute(ApiKeyIdentityHandler.KEY);
        boolean isOperator = identity.hasRole(Scopes.OPERATE);
        return new Caller(merchant, merchant + "/" + key, isOperator, isOperator && staff.contains(merchant));
    }
}
