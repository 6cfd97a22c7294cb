package io.waymark.gateways.onerway;

import io.waymark.gateways.AnswerCodes;
import io.waymark.gateways.Gateway;
import io.waymark.gateways.GatewayAccount;
import io.waymark.gateways.NoticeProtocol;
import io.waymark.protocol.Setting;
import io.waymark.protocol.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The gateway Onerway; see the package for its protocol. */
public final class Onerway implements Gateway {

    /** In registrations, in the crosswalk and in metrics. */
    public static final String ID = "onerway";

    static final String URL = "url";
    static final String LOGISTICS_PATH = "logistics-path";
    static final String MERCHANT_NO = "merchant-no";
    static final String SECRET = "secret";

    // spotless:off
    private static final List<Setting> SETTINGS = List.of(
            Setting.of(URL, "Base URL, e.g. https://acq.onerway.com; without it settlements are held."),
            Setting.withDefault(LOGISTICS_PATH, "/v1/txn/logistics",
                    "Path of the upload, appended to the URL; Onerway gives it to its merchants and does not publish it."),
            Setting.of(MERCHANT_NO, "Onerway's number of the merchant; without it settlements are held."),
            Setting.list(SECRET, "Signs every request (the newest) and notice (any); without it settlements are held and notices refused."));
    // spotless:on

    private static final List<Setting> ALL_SETTINGS =
            Stream.concat(SETTINGS.stream(), AnswerCodes.SETTINGS.stream()).toList();

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Setting> settings() {
        return ALL_SETTINGS;
    }

    @Override
    public Set<String> credentials() {
        return Set.of(MERCHANT_NO, SECRET);
    }

    @Override
    public Optional<GatewayAccount> account(Settings settings) {
        return settings.having(URL, MERCHANT_NO, SECRET).map(OnerwayAccount::new);
    }

    @Override
    public NoticeProtocol notices(List<Settings> accounts) {
        return new OnerwayNotices(accounts);
    }
}
