package io.waymark.console.seal;

import io.quarkus.runtime.Startup;
import io.waymark.sealing.Sealing;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/**
 * With what personal data is sealed. Environment variable {@code WAYMARK_SEALING_KEYS}: master keys as {@code id:key}, newest first,
 * or {@code off}. Without it the service does not start.
 */
final class SealingConfig {

    private SealingConfig() {}

    @Produces
    @Singleton
    @Startup
    static Sealing sealing(Config config) {
        return Sealing.configured(name -> config.getOptionalValue(name, String.class));
    }
}
