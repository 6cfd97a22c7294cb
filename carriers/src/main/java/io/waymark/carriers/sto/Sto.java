package io.waymark.carriers.sto;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Operations;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.StatusMeanings;
import io.waymark.carriers.sto.article.StoArticle;
import io.waymark.protocol.Setting;
import io.waymark.protocol.Settings;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** STO's protocol: the link gateway's dialect and, where it is enabled, the article's. */
public final class Sto implements Provider {

    // spotless:off
    private static final List<Setting> LINK = List.of(
            Setting.of("url", "Base URL of the link gateway, e.g. https://cloudinter-linkgateway.sto.cn; without it no call is made there."),
            Setting.withDefault("path", "/gateway/link.do", "The gateway's path, in production and test alike."),
            Setting.of("app-key", "Our key at the gateway (from_appkey); without it no call is made there."),
            Setting.of("app-code", "Our code at the gateway (from_code); without it no call is made there."),
            Setting.list("secrets", "Sign calls (the newest) and pushes (any); without any, no push is accepted and no call is made."),
            Setting.of("site-code", "Code of the outlet (网点) that we are a customer of; without it nothing is booked at the gateway."),
            Setting.of("customer-name", "Our customer number at that outlet; without it nothing is booked at the gateway."),
            Setting.of("site-password", "Our password there; without it nothing is booked at the gateway."),
            Setting.withDefault("zone", "Asia/Shanghai", "The time zone in which the gateway's times are meant that have none (tz); read by the normalizer."),
            Setting.of("month-code", "Our monthly account (月结); not sent where there is none."),
            Setting.of("order-source", "Where our orders come from, as agreed with STO; without it nothing is booked or cancelled at the gateway."),
            Setting.withDefault("service-form", "strings", "How an order lists services: strings, or objects of one listItem."),
            Setting.of("booking-dialect", "link or article; where it is not set, article if enabled, which brings a label, else link."),
            Setting.of("query-dialect", "link or article; where it is not set, link if configured, else article."));
    // spotless:on

    private static final List<Setting> SETTINGS =
            Stream.concat(LINK.stream(), StoArticle.SETTINGS.stream()).toList();

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
    public PayloadParser parser(ZoneId zone) {
        return new StoParser(zone);
    }

    @Override
    public StatusMeanings meanings(Mapping mapping) {
        return new StoStatuses(mapping);
    }

    @Override
    public Optional<PushProtocol> push(Settings settings) {
        return Optional.of(new StoPush(settings.all("secrets"), StoArticle.push(settings)));
    }

    @Override
    public Operations operations(Settings settings) {
        Operations link = link(settings);
        Operations article = StoArticle.operations(settings);
        return Stream.of(
                        offered(OperationKind.SUBSCRIBE, List.of(link)),
                        offered(OperationKind.CANCEL, List.of(link)),
                        offered(OperationKind.FIND_OUTLETS, List.of(article)),
                        offered(
                                OperationKind.BOOK,
                                chosen(settings.newest("booking-dialect"), link, article)
                                        .orElse(List.of(article, link))),
                        offered(
                                OperationKind.QUERY,
                                chosen(settings.newest("query-dialect"), link, article)
                                        .orElse(List.of(link, article))))
                .reduce(Operations.NONE, Operations::with);
    }

    /** The dialect of that name; none of them for a name that is none, so that a slip shows. Empty if nothing is said. */
    private static Optional<List<Operations>> chosen(Optional<String> name, Operations link, Operations article) {
        Map<String, List<Operations>> dialects = Map.of("link", List.of(link), "article", List.of(article));
        return name.map(wanted -> dialects.getOrDefault(wanted, List.of()));
    }

    /** An operation of the first dialect that offers it. */
    private static <Q, A> Operations offered(OperationKind<Q, A> kind, List<Operations> dialects) {
        return dialects.stream()
                .flatMap(dialect -> dialect.find(kind).stream())
                .findFirst()
                .map(operation -> Operations.NONE.with(kind, operation))
                .orElse(Operations.NONE);
    }

    private static Operations link(Settings settings) {
        Optional<Settings> account = settings.having("url", "path", "app-key", "app-code", "secrets");
        Operations operations = account.map(known -> Operations.NONE
                        .with(OperationKind.SUBSCRIBE, new StoSubscription(known))
                        .with(OperationKind.QUERY, new StoQuery(known)))
                .orElse(Operations.NONE);
        Operations cancelling = account.flatMap(known -> known.having("order-source"))
                .map(known -> Operations.NONE.with(OperationKind.CANCEL, new StoCancellation(known)))
                .orElse(Operations.NONE);
        Operations booking = account.flatMap(
                        known -> known.having("site-code", "customer-name", "site-password", "order-source"))
                .map(known -> Operations.NONE.with(OperationKind.BOOK, new StoBooking(known)))
                .orElse(Operations.NONE);
        return operations.with(cancelling).with(booking);
    }
}
