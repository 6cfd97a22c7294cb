package io.waymark.normalizer;

import io.quarkus.runtime.Startup;
import io.waymark.sealing.Sealing;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** What raw records are opened with. Made when the service starts: without {@code waymark.sealing.keys} it does not. */
final class SealingConfig {

    @Produces
    @Singleton
    @Startup
    Sealing sealing(Config config) {
        return Sealing.configured(name -> config.getOptionalValue(name, String.class));
    }
}
