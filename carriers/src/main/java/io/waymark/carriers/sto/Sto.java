package io.waymark.carriers.sto;

import io.waymark.carriers.Credentials;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.StatusMeanings;
import io.waymark.carriers.SubscriptionProtocol;
import java.util.Optional;

/**
 * STO's protocol. Credentials: {@code secrets}, newest first; to subscribe also {@code app-key} and {@code app-code}, and
 * {@code path} where the gateway is not at its usual one.
 */
public final class Sto implements Provider {

    @Override
    public ProviderId id() {
        return ProviderId.STO;
    }

    @Override
    public PayloadParser parser() {
        return new StoParser();
    }

    @Override
    public StatusMeanings meanings() {
        return StoStatuses::meaning;
    }

    @Override
    public Optional<PushProtocol> push(Credentials credentials) {
        return Optional.of(new StoPush(credentials.all("secrets")));
    }

    @Override
    public Optional<SubscriptionProtocol> subscription(Credentials credentials) {
        String path = credentials.newest("path").orElse(StoSubscription.DEFAULT_PATH);
        return credentials
                .newest("app-key")
                .flatMap(appKey -> credentials.newest("app-code").flatMap(appCode -> credentials
                        .newest("secrets")
                        .map(secret -> new StoSubscription(path, appKey, appCode, secret))));
    }
}
