package io.waymark.ingest;

import io.waymark.carriers.Provider;
import io.waymark.carriers.Providers;
import io.waymark.carriers.PushProtocol;
import io.waymark.protocol.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Every provider's push protocol, armed with the configured secrets: {@code waymark.<provider>.<name>} for the names that
 * {@link Provider#settings} declares. Without its secrets a provider's every callback is refused.
 */
@ApplicationScoped
class PushProtocolConfig {

    private final Map<String, PushProtocol> protocols = new HashMap<>();

    PushProtocolConfig(Config config) {
        for (Provider provider : Providers.ALL) {
            provider.push(Settings.of(provider.id().code(), provider.settings(), name -> config.getOptionalValue(name, String.class)))
                    .ifPresent(push -> protocols.put(provider.id().code(), push));
        }
    }

    /** The protocol of a provider that pushes; empty for any other name. */
    Optional<PushProtocol> of(String provider) {
        return Optional.ofNullable(protocols.get(provider));
    }
}
