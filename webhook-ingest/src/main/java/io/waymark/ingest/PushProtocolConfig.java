package io.waymark.ingest;

import io.waymark.carriers.Credentials;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.carriers.PushProtocol;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every provider's push protocol, armed with the configured secrets. */
@ApplicationScoped
class PushProtocolConfig {

    private final Map<String, PushProtocol> protocols;

    PushProtocolConfig(Kuaidi100Config kuaidi100, StoConfig sto) {
        Map<ProviderId, Credentials> credentials = Map.of(
                ProviderId.KUAIDI100,
                new Credentials(Map.of(
                        "salts", kuaidi100.salts().orElse(List.of()),
                        "master-secrets", kuaidi100.masterSecrets().orElse(List.of()))),
                ProviderId.STO,
                new Credentials(Map.of("secrets", sto.secrets().orElse(List.of()))));
        protocols = Providers.ALL.stream()
                .filter(provider -> push(provider, credentials).isPresent())
                .collect(Collectors.toUnmodifiableMap(
                        provider -> provider.id().code(),
                        provider -> push(provider, credentials).orElseThrow()));
    }

    private static Optional<PushProtocol> push(Provider provider, Map<ProviderId, Credentials> credentials) {
        return provider.push(credentials.getOrDefault(provider.id(), new Credentials(Map.of())));
    }

    /** The protocol of a provider that pushes; empty for any other name. */
    Optional<PushProtocol> of(String provider) {
        return Optional.ofNullable(protocols.get(provider));
    }
}
