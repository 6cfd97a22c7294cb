package io.waymark.gateways;

import io.waymark.protocol.Setting;
import io.waymark.protocol.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A payment gateway that takes proof of delivery. It describes calls and reads answers; it makes no call. */
public interface Gateway {

    /** The name in registrations, settings, callback paths and metrics, e.g. {@code onerway}. */
    String id();

    /** Everything that can be configured for one account at it. */
    List<Setting> settings();

    /**
     * The names among those settings that belong to one merchant: number and keys. All others belong to the gateway and are
     * the same for every account that does not name its own.
     */
    Set<String> credentials();

    /** What can be done with one account's settings; empty if one that every call needs is missing. */
    Optional<GatewayAccount> account(Settings settings);

    /**
     * Checks its callbacks about transactions.
     *
     * @param accounts the settings of every account that is configured; a notice is believed if one of them signed it
     */
    NoticeProtocol notices(List<Settings> accounts);
}
