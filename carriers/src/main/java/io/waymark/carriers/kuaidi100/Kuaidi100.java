package io.waymark.carriers.kuaidi100;

import io.waymark.carriers.LocalTimes;
import io.waymark.carriers.Mapping;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Operations;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.StatusMeanings;
import io.waymark.protocol.Setting;
import io.waymark.protocol.Settings;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Kuaidi100's protocol. It speaks for some 1,400 carriers. */
public final class Kuaidi100 implements Provider {

    // spotless:off
    private static final List<Setting> SETTINGS = List.of(
            Setting.of("url", "Base URL, e.g. https://poll.kuaidi100.com; without it no call is made."),
            Setting.of("key", "The account's key (授权码); without it no call is made."),
            Setting.of("customer", "The account's number (customer); without it no history is asked for."),
            Setting.list("salts", "Sign the pushes to the account's own callback; without any, none of those is accepted."),
            Setting.list("master-secrets", "The salt of each shipment's pushes is derived from the newest; without any, nothing is subscribed."),
            Setting.of("callback-base", "Where webhook-ingest is reached from outside, e.g. http://hooks.example.com (plain http, unless Kuaidi100 enabled https); without it nothing is subscribed."),
            Setting.of("autonumber-url", "Base URL of the recognition of numbers, in production http://www.kuaidi100.com; without it the value of url."),
            Setting.withDefault("zone", "Asia/Shanghai", "The time zone in which times are meant; read by the normalizer."),
            Setting.withDefault("query-path", "/poll/query.do", "Path of the query under url."),
            Setting.withDefault("result-level", "4", "How detailed pushes and answers are (resultv2): 1, 4 or 8; 8 counts as 4 for a parcel without a known destination."));
    // spotless:on

    @Override
    public ProviderId id() {
        return ProviderId.KUAIDI100;
    }

    @Override
    public Optional<String> carrier() {
        return Optional.empty();
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public PayloadParser parser(ZoneId zone) {
        PayloadParser parser = new Kuaidi100Parser();
        return zone.equals(LocalTimes.CHINA) ? parser : raw -> parser.parse(raw).inZone(zone);
    }

    @Override
    public StatusMeanings meanings(Mapping mapping) {
        return new Kuaidi100Statuses(mapping);
    }

    @Override
    public Optional<PushProtocol> push(Settings settings) {
        return Optional.of(new Kuaidi100Push(settings.all("salts"), settings.all("master-secrets")));
    }

    @Override
    public Operations operations(Settings settings) {
        Operations offered = Operations.NONE;
        if (settings.having("url", "key").isPresent()) {
            offered = offered.with(OperationKind.RECOGNIZE, new Kuaidi100Recognition(settings));
        }
        if (settings.having("url", "key", "customer").isPresent()) {
            offered = offered.with(OperationKind.QUERY, new Kuaidi100Query(settings));
        }
        if (settings.having("url", "key", "master-secrets", "callback-base").isPresent()) {
            offered = offered.with(OperationKind.SUBSCRIBE, new Kuaidi100Subscription(settings));
        }
        return offered;
    }
}
