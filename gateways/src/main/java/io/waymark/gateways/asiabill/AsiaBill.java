package io.waymark.gateways.asiabill;

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

/** The gateway AsiaBill; see the package for its protocol. */
public final class AsiaBill implements Gateway {

    /** In registrations, in the crosswalk and in metrics. */
    public static final String ID = "asiabill";

    static final String URL = "url";
    static final String LOGISTICS_PATH = "logistics-path";
    static final String GATEWAY_NO = "gateway-no";
    static final String SIGN_KEY = "sign-key";
    static final String VERIFY_RESPONSES = "verify-responses";
    static final String CARRIER_CODE_REQUIRED = "carrier-code-required";
    static final String NOT_RECORDED_CODES = "not-recorded-codes";

    // spotless:off
    private static final List<Setting> SETTINGS = List.of(
            Setting.of(URL, "Base URL, e.g. https://openapi.asiabill.com/openApi; without it settlements are held."),
            Setting.withDefault(LOGISTICS_PATH, "/V2022-03/logistics", "Path of the upload and the query, appended to the URL."),
            Setting.of(GATEWAY_NO, "AsiaBill's number of the merchant's gateway; without it settlements are held."),
            Setting.list(SIGN_KEY, "Signs every request and answer (the newest) and notice (any); without it settlements are held and notices refused."),
            Setting.withDefault(VERIFY_RESPONSES, "if-present",
                    "Whether answers are believed without a right signature: off (always), if-present (if they have none), required (never)."),
            Setting.withDefault(CARRIER_CODE_REQUIRED, "false",
                    "Whether an upload whose carrier has no code at AsiaBill is held; it is else made without one."),
            Setting.of(AsiaBillNotices.NOTICE_WINDOW,
                    "How far a notice's time may be from ours, e.g. PT20H; without it any is taken: which time a repeat has is not documented."),
            Setting.list(NOT_RECORDED_CODES, "Codes with which the query says that it has nothing; none is documented."));
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
        return Set.of(GATEWAY_NO, SIGN_KEY);
    }

    @Override
    public Optional<GatewayAccount> account(Settings settings) {
        return settings.having(URL, GATEWAY_NO, SIGN_KEY).map(AsiaBillAccount::new);
    }

    @Override
    public NoticeProtocol notices(List<Settings> accounts) {
        return new AsiaBillNotices(accounts);
    }
}
