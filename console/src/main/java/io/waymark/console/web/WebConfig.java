package io.waymark.console.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the console in the browser. */
@ConfigMapping(prefix = "waymark.ui")
public interface WebConfig {

    /** Environment variable {@code WAYMARK_UI_SESSION}: how long after signing in a person has to sign in again. */
    @WithDefault("PT12H")
    Duration session();

    /**
     * Environment variable {@code WAYMARK_UI_ADDRESS}: where browsers find the console, e.g. {@code https://waymark.example}, which
     * issuers are told to send people back to. Unless it is said, what browsers themselves call.
     */
    Optional<String> address();
}
