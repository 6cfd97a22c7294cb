package io.waymark.poller.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the subscription ledger. */
@ConfigMapping(prefix = "waymark.subscriptions")
interface SubscriptionsConfig {

    /** How often due rows are looked for. New registrations do not wait for it; repeats and other replicas' rows do. At least 1 s. */
    @WithDefault("1s")
    Duration every();

    /** How many calls to one provider are under way at a time, per replica. More is faster and may be throttled. */
    @WithDefault("8")
    int parallel();

    /**
     * How long a row belongs to the replica that claimed it; after a crash it is taken over then. Longer delays that. The
     * service does not start with one that is not longer than a call can take: two replicas would make the same one.
     */
    @WithDefault("PT20S")
    Duration lease();

    /** How often numbers are looked for that their provider gave up and may be asked to follow again. */
    @WithDefault("60s")
    Duration renewEvery();
}
