package io.waymark.console.access;

import io.waymark.contract.ApiKey;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the entries of {@link ApiKeyConfig#keys}. */
final class ConfiguredKeys {

    /** Whose the keys without a merchant's name are. */
    static final String DEFAULT_MERCHANT = "default";

    /** A key may end in equals signs, as Base64 does, without being taken for a merchant's name. */
    private static final Pattern WITH_MERCHANT = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63})=(.*[^=].*)");

    private ConfiguredKeys() {}

    /** The keys, hashed. Blank entries count for nothing. */
    static List<ApiKey> read(List<String> entries) {
        return entries.stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(ConfiguredKeys::key)
                .toList();
    }

    private static ApiKey key(String entry) {
        Matcher named = WITH_MERCHANT.matcher(entry);
        return named.matches() ? key(named.group(1), named.group(2)) : key(DEFAULT_MERCHANT, entry);
    }

    private static ApiKey key(String merchant, String key) {
        return new ApiKey(KeyHash.of(key), merchant, "configuration", Scopes.ALL);
    }
}
