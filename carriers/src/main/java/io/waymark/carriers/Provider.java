package io.waymark.carriers;

import java.util.Optional;

/** One provider's protocol. What a provider cannot do it does not offer. */
public interface Provider {

    /** Which provider this is. */
    ProviderId id();

    /** Reads its payloads; needs no secret. */
    PayloadParser parser();

    /** What its codes mean; needs no secret. */
    StatusMeanings meanings();

    /** Checks its callbacks; empty if it makes none. Needs the secrets that callbacks are signed with. */
    Optional<PushProtocol> push(Credentials credentials);

    /**
     * Asks it to push; empty if pushes are not ordered here, or if a setting that the call needs is missing. Needs the
     * account's key and, where the provider takes one, the secret that its pushes shall be signed with.
     */
    Optional<SubscriptionProtocol> subscription(Credentials credentials);
}
