package io.waymark.poller.upkeep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what merchants ordered is kept. Looked at every hour. */
@ConfigMapping(prefix = "waymark.waybill")
interface UpkeepConfig {

    /** How long an order may wait for its carrier; then it is left to a person, without what it says of people. */
    @WithDefault("P30D")
    Duration requestsKept();

    /** How long after it was booked a waybill has its label, and what else its carrier said. */
    @WithDefault("P90D")
    Duration labelsKept();

    /** How long after it was ordered a waybill is known at all. Its order id may be used anew after that. */
    @WithDefault("P400D")
    Duration ordersKept();
}
