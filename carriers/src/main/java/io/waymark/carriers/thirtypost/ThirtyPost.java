package io.waymark.carriers.thirtypost;

import io.waymark.carriers.LocalTimes;
import io.waymark.carriers.Mapping;
import io.waymark.carriers.Operation;
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
import java.util.function.BiFunction;

/** 30post's protocol. */
public final class ThirtyPost implements Provider {

    // spotless:off
    private static final List<Setting> SETTINGS = List.of(
            Setting.of("url", "Base URL, e.g. http://captureupload.30post.cn; without it no call is made."),
            Setting.of("access-key", "Our key (AK, external_company); without it no call is made."),
            Setting.of("secret-key", "Signs calls (SK); without it no call is made."),
            Setting.withDefault("zone", "Asia/Shanghai", "The time zone of the carrier's clock, in which the expiry of signatures is written and times are meant; not published."),
            Setting.withDefault("timer-minutes", "5", "How long a signature holds; 0 sends no expiry, which the carrier takes too."),
            Setting.withDefault("charset", "UTF-8", "In which the carrier hashes: UTF-8 or GBK. Matters only for keys beyond ASCII, since everything else that is hashed is ASCII."),
            Setting.withDefault("bill-path", "/api/bill/createbill", "Where bills are created; not published."),
            Setting.withDefault("create-batch-path", "/api/bill/createbatch", "Where batches are opened; not published."),
            Setting.withDefault("close-batch-path", "/api/bill/closebatch", "Where batches are closed."),
            Setting.withDefault("weight-path", "/api/bill/weight", "Where weights are asked for; not published."),
            Setting.withDefault("return-label-path", "/api/bill/ReturnsLabel", "Where return labels are asked for."),
            Setting.withDefault("express-path", "/api/bill/express", "Where histories are asked for; not published."),
            Setting.of("branch", "The branch for orders that name none: sydney, melbourne, canberra or adelaide; without it every order must name one."),
            Setting.of("business", "The business type for orders that name none; without it every order must name one."),
            Setting.of("agency", "The agent shop (代理店) for orders that name none; without it every order must name one."),
            Setting.of("returned-goods-id", "The number of the business type 退回货物; not published, and without it the type goes by its number only."),
            Setting.of("intercity-id", "The number of the business type 同城洲际; not published, and without it the type goes by its number only."));
    // spotless:on

    @Override
    public ProviderId id() {
        return ProviderId.THIRTYPOST;
    }

    @Override
    public Optional<String> carrier() {
        return Optional.of("thirtypost");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public PayloadParser parser(ZoneId zone) {
        PayloadParser parser = new ThirtyPostParser();
        return zone.equals(LocalTimes.CHINA) ? parser : raw -> parser.parse(raw).inZone(zone);
    }

    @Override
    public StatusMeanings meanings(Mapping mapping) {
        return new ThirtyPostStatuses(mapping);
    }

    /** Never: 30post makes no callbacks. */
    @Override
    public Optional<PushProtocol> push(Settings settings) {
        return Optional.empty();
    }

    @Override
    public Operations operations(Settings settings) {
        return settings.having("url", "access-key", "secret-key", "zone", "timer-minutes", "charset")
                .map(ThirtyPost::all)
                .orElse(Operations.NONE);
    }

    private static Operations all(Settings settings) {
        ThirtyPostBill bill = new ThirtyPostBill(settings);
        return Operations.NONE
                .with(at(
                        settings, "bill-path", OperationKind.BOOK, (us, path) -> new ThirtyPostBooking(us, path, bill)))
                .with(at(settings, "create-batch-path", OperationKind.OPEN_BATCH, ThirtyPostBatchOpening::new))
                .with(at(settings, "close-batch-path", OperationKind.CLOSE_BATCH, ThirtyPostBatchClosing::new))
                .with(at(settings, "weight-path", OperationKind.WEIGH, ThirtyPostWeighing::new))
                .with(at(settings, "return-label-path", OperationKind.RETURN_LABEL, ThirtyPostReturnLabel::new))
                .with(at(settings, "express-path", OperationKind.QUERY, ThirtyPostQuery::new));
    }

    private static <Q, A> Operations at(
            Settings settings,
            String path,
            OperationKind<Q, A> kind,
            BiFunction<ThirtyPostAccount, String, Operation<Q, A>> protocol) {
        return settings.newest(path)
                .map(value -> Operations.NONE.with(kind, protocol.apply(new ThirtyPostAccount(settings), value)))
                .orElse(Operations.NONE);
    }
}
