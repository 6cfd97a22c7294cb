package io.waymark.gateways;

import io.waymark.protocol.Setting;
import io.waymark.protocol.Settings;
import java.util.List;
import java.util.Optional;

/** A payment gateway that takes proof of delivery. It describes calls and reads answers; it makes no call. */
public interface Gateway {

    /** The name in registrations, settings, callback paths and metrics, e.g. {@code onerway}. */
    String id();

    /** Everything that can be configured for one account at it. */
    List<Setting> settings();

    /** What can be done with one account's settings; empty if one that every call needs is missing. */
    Optional<GatewayAccount> account(Settings settings);

    /**
     * Checks its callbacks about transactions.
     *
     * @param accounts the settings of every account that is configured; a notice is believed if one of them signed it
     */
    NoticeProtocol notices(List<Settings> accounts);
}
