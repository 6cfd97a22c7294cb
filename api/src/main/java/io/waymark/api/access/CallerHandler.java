package io.waymark.api.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells a resource on whose behalf the present call is made. */
@ApplicationScoped
public class CallerHandler {

    private final CurrentIdentityAssociation identities;

    CallerHandler(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    /** The present call's caller. Only for methods that demand a scope: without a key there is no merchant. */
    public Uni<Caller> current() {
        return identities
                .getDeferredIdentity()
                .map(identity -> new Caller(identity.getPrincipal().getName(), identity.hasRole(Scopes.OPERATE)));
    }
}
