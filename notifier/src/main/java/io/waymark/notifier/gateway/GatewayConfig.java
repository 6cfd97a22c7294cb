package io.waymark.notifier.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How long gateways may take, and how many calls run side by side. */
@ConfigMapping(prefix = "waymark.gateway")
public interface GatewayConfig {

    /** Time for a connection. After it nothing was sent, and the upload is retried. */
    @WithDefault("PT3S")
    Duration connectTimeout();

    /** Time for a whole answer once the request is under way. After it the outcome is unknown. */
    @WithDefault("PT10S")
    Duration readTimeout();

    /** Calls under way at one time at one gateway in one replica. More empties a backlog sooner and loads the gateway more. */
    @WithDefault("8")
    int parallel();

    /** Calls that may begin in one second at one gateway in one replica. */
    @WithDefault("100")
    int rate();

    /** The same for single gateways, by their ids. */
    Map<String, Integer> rates();

    /** So many calls one after the other without an answer pause a gateway. */
    @WithDefault("10")
    int breakerCalls();

    /** How long a gateway is left alone that does not answer; then one call finds out whether it does again. */
    @WithDefault("PT10S")
    Duration breakerPause();
}
