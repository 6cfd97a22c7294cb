package io.waymark.carriers.kuaidi100;

import io.waymark.carriers.Credentials;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.StatusMeanings;
import io.waymark.carriers.SubscriptionProtocol;
import java.util.Optional;

/**
 * Kuaidi100's protocol. Credentials: {@code salts} (account-wide) and {@code master-secrets} (of which each
 * subscription's own salt is derived), both newest first; to subscribe also {@code key} and {@code callback-base}, the
 * URL under which this system is reached from outside.
 */
public final class Kuaidi100 implements Provider {

    @Override
    public ProviderId id() {
        return ProviderId.KUAIDI100;
    }

    @Override
    public PayloadParser parser() {
        return new Kuaidi100Parser();
    }

    @Override
    public StatusMeanings meanings() {
        return Kuaidi100Statuses::meaning;
    }

    @Override
    public Optional<PushProtocol> push(Credentials credentials) {
        return Optional.of(new Kuaidi100Push(credentials.all("salts"), credentials.all("master-secrets")));
    }

    @Override
    public Optional<SubscriptionProtocol> subscription(Credentials credentials) {
        return credentials.newest("key").flatMap(key -> credentials
                .newest("master-secrets")
                .flatMap(secret ->
                        credentials.newest("callback-base").map(base -> new Kuaidi100Subscription(key, secret, base))));
    }
}
