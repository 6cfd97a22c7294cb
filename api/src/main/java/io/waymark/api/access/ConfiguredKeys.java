package io.waymark.api.access;

import io.waymark.contract.ApiKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the entries of {@link ApiKeyConfig#keys}. Two keys without a merchant's name are two merchants: only who names the
 * merchant says that they are one.
 */
public final class ConfiguredKeys {

    /** Whose the first key without a merchant's name is. */
    static final String DEFAULT_MERCHANT = "default";

    /** A key may end in equals signs, as Base64 does, without being taken for a merchant's name. */
    private static final Pattern WITH_MERCHANT = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63})=(.*[^=].*)");

    private final Map<String, ApiKey> byHash = new LinkedHashMap<>();
    private boolean isDefaultGiven;

    private ConfiguredKeys() {}

    /** The keys, hashed. Blank entries count for nothing, and so does a key that stood before. */
    public static List<ApiKey> read(List<String> entries) {
        ConfiguredKeys keys = new ConfiguredKeys();
        entries.stream().map(String::strip).filter(entry -> !entry.isEmpty()).forEach(keys::add);
        return List.copyOf(keys.byHash.values());
    }

    private void add(String entry) {
        Matcher named = WITH_MERCHANT.matcher(entry);
        if (named.matches()) {
            add(KeyHash.of(named.group(2)), named.group(1));
        } else {
            addUnnamed(KeyHash.of(entry));
        }
    }

    private void addUnnamed(String hash) {
        if (byHash.containsKey(hash)) {
            return;
        }
        add(hash, isDefaultGiven ? KeyHash.shortForm(hash) : DEFAULT_MERCHANT);
        isDefaultGiven = true;
    }

    private void add(String hash, String merchant) {
        byHash.putIfAbsent(hash, new ApiKey(hash, merchant, "configuration", Scopes.ALL));
    }
}
