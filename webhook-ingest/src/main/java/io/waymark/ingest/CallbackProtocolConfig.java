package io.waymark.ingest;

import io.waymark.carriers.Provider;
import io.waymark.carriers.Providers;
import io.waymark.gateways.AccountSettings;
import io.waymark.gateways.Gateway;
import io.waymark.gateways.Gateways;
import io.waymark.protocol.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Every provider's and gateway's protocol, armed with the configured secrets: {@code waymark.<provider>.<name>} for the
 * names that {@link Provider#settings} declares, and at a gateway those of every account. Without its secrets a sender's
 * every callback is refused.
 */
@ApplicationScoped
class CallbackProtocolConfig {

    private final Map<String, CallbackProtocol> protocols = new HashMap<>();

    CallbackProtocolConfig(Config config) {
        Function<String, Optional<String>> source = name -> config.getOptionalValue(name, String.class);
        for (Provider provider : Providers.ALL) {
            provider.push(Settings.of(provider.id().code(), provider.settings(), source))
                    .ifPresent(push -> protocols.put(provider.id().code(), new PushCallbacks(push)));
        }
        for (Gateway gateway : Gateways.ALL) {
            List<Settings> accounts =
                    List.copyOf(AccountSettings.of(gateway, source).values());
            protocols.put(gateway.id(), new NoticeCallbacks(gateway.notices(accounts)));
        }
    }

    /** The protocol of a sender that calls back; empty for any other name. */
    Optional<CallbackProtocol> of(String provider) {
        return Optional.ofNullable(protocols.get(provider));
    }
}
