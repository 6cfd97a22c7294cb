package io.waymark.api.access;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The ring of a service that keeps no keys of its own: it holds the keys of the configuration, from start to end. */
@ApplicationScoped
class KeyRingConfig {

    @Produces
    @Singleton
    @DefaultBean
    KeyRing ring(ApiKeyConfig config) {
        KeyRing ring = new KeyRing();
        ring.replace(ConfiguredKeys.read(config.keys().orElse(List.of())));
        return ring;
    }
}
