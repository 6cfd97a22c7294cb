package io.waymark.poller.plan;

import io.waymark.carriers.ProviderId;

/** What each provider allows, after configuration. */
public interface Quotas {

    /** A provider's quota; every provider has one. */
    Quota of(ProviderId provider);

    /**
     * By how much the rules' durations are shortened for a provider: 1, but for a sandbox, whose parcels live faster.
     * Rates, leases, the breaker and calendar months are never shortened.
     */
    double speed(ProviderId provider);
}
