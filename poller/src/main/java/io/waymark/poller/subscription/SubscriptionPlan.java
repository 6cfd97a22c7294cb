package io.waymark.poller.subscription;

import io.waymark.carriers.ProviderId;
import io.waymark.contract.Registration;
import java.util.Map;
import java.util.Optional;

/** Which provider is asked to push which carrier's scans. */
final class SubscriptionPlan {

    /** A carrier without a row is Kuaidi100's: it knows some 1,400 companies, and says so if it does not know one. */
    // spotless:off
    private static final Map<String, Optional<ProviderId>> BY_CARRIER = Map.of(
            "sto",        Optional.of(ProviderId.STO),
            "thirtypost", Optional.empty()); // 30post pushes nothing and Kuaidi100 does not know its numbers
    // spotless:on

    private SubscriptionPlan() {}

    /** The provider to ask; empty if nobody pushes this carrier's scans. */
    static Optional<ProviderId> providerOf(String carrier) {
        return BY_CARRIER.getOrDefault(carrier, Optional.of(ProviderId.KUAIDI100));
    }

    /** Whether a registration asks for pushes to be ordered. */
    static boolean wantsPush(Registration registration) {
        return switch (registration.tracking()) {
            case AUTO, PUSH -> true;
            case PULL, NONE -> false;
        };
    }
}
