package io.waymark.gateways;

import io.waymark.protocol.Setting;
import io.waymark.protocol.Settings;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The accounts that are configured at a gateway. One needs no name. Further ones are listed in {@code
 * waymark.<gateway>.accounts}, and each has its settings under {@code waymark.<gateway>.<account>.<name>}; what belongs to
 * the gateway and is not set there is that of the gateway.
 */
public final class AccountSettings {

    /** The name of the account that a registration means that names none. */
    public static final String ONLY = "";

    /** Names the further accounts; the same for every gateway. */
    public static final Setting ACCOUNTS = Setting.list(
            "accounts",
            "Names of further accounts, of lower-case letters, digits and hyphens; without it there is one.");

    /** Who may use an account; the same for every gateway. */
    public static final Setting MERCHANTS = Setting.list(
            "merchants", "Merchants of Waymark whose payments the account is for; without it, everybody's.");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private AccountSettings() {}

    /**
     * The settings of every account, by its name. Where the account without a name has no credentials and there is just
     * one with a name, that one is {@link #ONLY} too. Throws {@link IllegalArgumentException} for a name that cannot be
     * one, or is there twice.
     *
     * @param source gives the text configured under a name such as {@code waymark.onerway.secret}; empty if there is none
     */
    public static Map<String, Settings> of(Gateway gateway, Function<String, Optional<String>> source) {
        List<String> names =
                Settings.of(gateway.id(), List.of(ACCOUNTS), source).all(ACCOUNTS.name());
        check(gateway, names);
        Map<String, Settings> accounts = new LinkedHashMap<>();
        names.forEach(name -> accounts.put(name, settings(gateway, name, source)));
        Settings unnamed = Settings.of(gateway.id(), declared(gateway), source);
        boolean usable =
                unnamed.having(gateway.credentials().toArray(String[]::new)).isPresent();
        accounts.put(ONLY, usable || names.size() != 1 ? unnamed : accounts.get(names.get(0)));
        return accounts;
    }

    private static Settings settings(Gateway gateway, String account, Function<String, Optional<String>> source) {
        String owner = gateway.id() + "." + account;
        return Settings.of(owner, declared(gateway), key -> {
            String setting = key.substring(key.lastIndexOf('.') + 1);
            return gateway.credentials().contains(setting) || setting.equals(MERCHANTS.name())
                    ? source.apply(key)
                    : source.apply(key).or(() -> source.apply("waymark." + gateway.id() + "." + setting));
        });
    }

    private static List<Setting> declared(Gateway gateway) {
        return Stream.concat(gateway.settings().stream(), Stream.of(MERCHANTS)).toList();
    }

    private static void check(Gateway gateway, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!NAME.matcher(name).matches() || !seen.add(name)) {
                throw new IllegalArgumentException(
                        "waymark." + gateway.id() + "." + ACCOUNTS.name() + ": not usable as a name: " + name);
            }
        }
    }
}
