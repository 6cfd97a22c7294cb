package io.waymark.carriers.sto;

import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Operations;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.Setting;
import io.waymark.carriers.Settings;
import io.waymark.carriers.StatusMeanings;
import java.util.List;
import java.util.Optional;

/** STO's protocol. */
public final class Sto implements Provider {

    // spotless:off
    private static final List<Setting> SETTINGS = List.of(
            Setting.of("url", "Base URL of the link gateway, e.g. https://cloudinter-linkgateway.sto.cn; without it no call is made."),
            Setting.withDefault("path", "/gateway/link.do", "The gateway's path, in production and test alike."),
            Setting.of("app-key", "Our key at the gateway (from_appkey); without it no call is made."),
            Setting.of("app-code", "Our code at the gateway (from_code); without it no call is made."),
            Setting.list("secrets", "Sign calls (the newest) and pushes (any); without any, no push is accepted and no call is made."));
    // spotless:on

    @Override
    public ProviderId id() {
        return ProviderId.STO;
    }

    @Override
    public Optional<String> carrier() {
        return Optional.of("sto");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
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
    public Optional<PushProtocol> push(Settings settings) {
        return Optional.of(new StoPush(settings.all("secrets")));
    }

    @Override
    public Operations operations(Settings settings) {
        return settings.having("url", "path", "app-key", "app-code", "secrets")
                .map(account -> Operations.NONE.with(OperationKind.SUBSCRIBE, new StoSubscription(account)))
                .orElse(Operations.NONE);
    }
}
