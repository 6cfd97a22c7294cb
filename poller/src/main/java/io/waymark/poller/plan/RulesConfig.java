package io.waymark.poller.plan;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** By what rules numbers are looked at. */
@ConfigMapping(prefix = "waymark.polling")
interface RulesConfig {

    /**
     * How much faster parcels live than real ones: durations of the rules, quotas and stop rules are divided by it. Only
     * for a sandbox: a provider that is reached at another host is asked as if it were 1.
     */
    @WithDefault("1")
    double speed();

    /** A file in the form of {@code polling-rules.csv} that takes its place; its rules are read at start. */
    Optional<String> rulesFile();

    /** When numbers are given up. */
    Stop stop();

    /** When numbers are given up; news that comes later takes them up again. */
    interface Stop {

        /** How long after its last scan a delivered or withdrawn parcel is still looked after: a return may follow. */
        @WithDefault("P15D")
        Duration terminal();

        /** How long a provider may tell nothing of a parcel that it has told of. Never before an owed deadline. */
        @WithDefault("P30D")
        Duration noEvents();

        /**
         * How long after its registration, or its subscription if that came later, a number may be unknown. Never before an
         * owed deadline.
         */
        @WithDefault("P14D")
        Duration notFound();
    }
}
