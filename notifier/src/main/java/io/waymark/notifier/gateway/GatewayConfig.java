package io.waymark.notifier.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long gateways may take, and how many calls run side by side. */
@ConfigMapping(prefix = "waymark.gateway")
public interface GatewayConfig {

    /** Time for a connection. After it nothing was sent, and the upload is retried. */
    @WithDefault("PT3S")
    Duration connectTimeout();

    /** Time for a whole answer once the request is under way. After it the outcome is unknown. */
    @WithDefault("PT10S")
    Duration readTimeout();

    /** Uploads under way at one time in one replica. More empties a backlog sooner and loads the gateways more. */
    @WithDefault("8")
    int parallel();
}
