package io.waymark.poller.account;

import io.waymark.carriers.Provider;
import io.waymark.protocol.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;

/** What is configured for each provider, under the names that {@link Provider#settings} declares. Read at each call. */
@ApplicationScoped
public class ProviderSettingsConfig {

    private final Config config;

    /** @param config where {@code waymark.<provider>.<name>} is looked up */
    public ProviderSettingsConfig(Config config) {
        this.config = config;
    }

    /** A provider's settings; one that knows nothing of its account just offers less, see {@link Provider#operations}. */
    public Settings of(Provider provider) {
        return Settings.of(
                provider.id().code(), provider.settings(), name -> config.getOptionalValue(name, String.class));
    }
}
