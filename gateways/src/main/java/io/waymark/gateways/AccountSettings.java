package io.waymark.gateways;

import io.waymark.protocol.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The accounts that are configured at a gateway. */
public final class AccountSettings {

    /** The name of the account that a registration means that names none. */
    public static final String ONLY = "";

    private AccountSettings() {}

    /**
     * The settings of every account, by its name.
     *
     * @param source gives the text configured under a name such as {@code waymark.onerway.secret}; empty if there is none
     */
    public static Map<String, Settings> of(Gateway gateway, Function<String, Optional<String>> source) {
        return Map.of(ONLY, Settings.of(gateway.id(), gateway.settings(), source));
    }
}
