package io.waymark.ingest;

import io.waymark.carriers.Provider;
import io.waymark.carriers.Providers;
import io.waymark.gateways.AccountSettings;
import io.waymark.gateways.Gateway;
import io.waymark.gateways.Gateways;
import io.waymark.gateways.NoticeProtocol;
import io.waymark.ingest.secrets.SecretFiles;
import io.waymark.ingest.secrets.SecretsDirectory;
import io.waymark.ingest.secrets.SecretsFollower;
import io.waymark.protocol.Settings;
import io.waymark.sealing.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Every provider's and gateway's protocol, armed with the configured secrets: {@code waymark.<provider>.<name>} for the
 * names that {@link Provider#settings} declares, and at a gateway those of every account. Without its secrets a sender's
 * every callback is refused. With them go the master keys by which what carriers say is sealed ({@link Sealing#configured}).
 *
 * <p>All are armed anew together when secrets change: a callback is judged and sealed by the old ones or by the new ones.
 */
@ApplicationScoped
class CallbackProtocolConfig {

    private final Config config;
    private final SecretMetrics metrics;
    private final Optional<SecretsFollower> follower;
    private volatile Map<String, CallbackProtocol> protocols = Map.of();

    /** Throws if there is a directory of secrets that cannot be used, or nothing is said of sealing. */
    CallbackProtocolConfig(Config config, SecretsConfig secrets, SecretMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
        Optional<SecretsDirectory> directory = secrets.dir().map(SecretsDirectory::new);
        SecretFiles files = directory.map(CallbackProtocolConfig::read).orElse(SecretFiles.NONE);
        arm(files);
        this.follower = directory.map(followed -> new SecretsFollower(followed, files, this::arm));
    }

    /** The protocol of a sender that calls back; empty for any other name. */
    Optional<CallbackProtocol> of(String provider) {
        return Optional.ofNullable(protocols.get(provider));
    }

    /** Who calls back. */
    Set<String> senders() {
        return protocols.keySet();
    }

    /** Arms anew when the directory of secrets changes; empty if there is none. */
    Optional<SecretsFollower> follower() {
        return follower;
    }

    private static SecretFiles read(SecretsDirectory directory) {
        try {
            return directory.read();
        } catch (IOException e) {
            throw new UncheckedIOException("waymark.secrets.dir cannot be used: " + e.getMessage(), e);
        }
    }

    private void arm(SecretFiles files) {
        Function<String, Optional<String>> source = files.over(name -> config.getOptionalValue(name, String.class));
        Sealing sealing = Sealing.configured(source);
        Map<String, CallbackProtocol> armed = new HashMap<>();
        Map<String, List<String>> secrets = new HashMap<>();
        for (Provider provider : Providers.ALL) {
            String id = provider.id().code();
            provider.push(Settings.of(id, provider.settings(), source)).ifPresent(push -> {
                armed.put(id, new PushCallbacks(push, sealing, metrics));
                secrets.put(id, push.secrets());
            });
        }
        for (Gateway gateway : Gateways.ALL) {
            NoticeProtocol notices = gateway.notices(
                    List.copyOf(AccountSettings.of(gateway, source).values()));
            armed.put(gateway.id(), new NoticeCallbacks(notices, metrics));
            secrets.put(gateway.id(), notices.secrets());
        }
        protocols = Map.copyOf(armed);
        metrics.armed(secrets);
        metrics.sealsWith(sealing.masterKeys());
    }
}
