package io.waymark.poller.booking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the booking of waybills. */
@ConfigMapping(prefix = "waymark.booking")
interface BookingConfig {

    /** How often orders are looked for whose outcome is not known. At least 1 s. */
    @WithDefault("1s")
    Duration every();

    /** How many such orders are asked for at a time, per replica. */
    @WithDefault("4")
    int parallel();

    /**
     * How long a call keeps an order to itself; after a crash the order is taken over then. The service does not start
     * with one that is not longer than a call can take.
     */
    @WithDefault("PT20S")
    Duration lease();
}
