package io.waymark.poller.subscription;

import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.contract.Registration;
import io.waymark.protocol.Settings;
import java.util.Optional;

/** Which provider is asked to push which carrier's scans. */
final class SubscriptionPlan {

    private SubscriptionPlan() {}

    /** The provider to ask; empty if nobody pushes this carrier's scans. */
    static Optional<ProviderId> providerOf(String carrier) {
        Provider following = Providers.following(carrier);
        return following.push(Settings.NONE).map(pushes -> following.id());
    }

    /** Whether a registration asks for pushes to be ordered. */
    static boolean wantsPush(Registration registration) {
        return switch (registration.tracking()) {
            case AUTO, PUSH -> true;
            case PULL, NONE -> false;
        };
    }
}
