package io.waymark.poller.account;

import io.waymark.carriers.Credentials;
import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configured account of each provider. */
@ApplicationScoped
public class ProviderAccountsConfig {

    private final Kuaidi100Config kuaidi100;
    private final StoConfig sto;

    ProviderAccountsConfig(Kuaidi100Config kuaidi100, StoConfig sto) {
        this.kuaidi100 = kuaidi100;
        this.sto = sto;
    }

    /** A provider's account; empty without a URL. Whether its credentials suffice is for its protocol to say. */
    public Optional<ProviderAccount> of(ProviderId provider) {
        return switch (provider) {
            case KUAIDI100 -> account(kuaidi100.url(), kuaidi100Credentials());
            case STO -> account(sto.url(), stoCredentials());
            case THIRTYPOST -> Optional.empty();
        };
    }

    private static Optional<ProviderAccount> account(Optional<String> url, Map<String, List<String>> values) {
        return url.map(base -> new ProviderAccount(base.replaceFirst("/+$", ""), new Credentials(values)));
    }

    private Map<String, List<String>> kuaidi100Credentials() {
        Map<String, List<String>> values = new HashMap<>();
        kuaidi100.key().ifPresent(key -> values.put("key", List.of(key)));
        kuaidi100.masterSecrets().ifPresent(secrets -> values.put("master-secrets", secrets));
        kuaidi100.callbackBase().ifPresent(base -> values.put("callback-base", List.of(base)));
        return values;
    }

    private Map<String, List<String>> stoCredentials() {
        Map<String, List<String>> values = new HashMap<>();
        values.put("path", List.of(sto.path()));
        sto.appKey().ifPresent(key -> values.put("app-key", List.of(key)));
        sto.appCode().ifPresent(code -> values.put("app-code", List.of(code)));
        sto.secrets().ifPresent(secrets -> values.put("secrets", secrets));
        return values;
    }
}
