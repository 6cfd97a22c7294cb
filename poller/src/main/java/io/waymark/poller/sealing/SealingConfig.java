package io.waymark.poller.sealing;

import io.quarkus.runtime.Startup;
import io.waymark.sealing.Sealing;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** What personal data is sealed with. Made when the service starts: without {@code waymark.sealing.keys} it does not. */
final class SealingConfig {

    @Produces
    @Singleton
    @Startup
    Sealing sealing(Config config) {
        return Sealing.configured(name -> config.getOptionalValue(name, String.class));
    }

    @Produces
    @Singleton
    PersonalFields personalFields(Sealing sealing) {
        return new PersonalFields(sealing);
    }
}
