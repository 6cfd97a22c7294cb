package io.waymark.contract;

import java.util.Set;

/**
 * A merchant's API key as services that check keys know it: the value of {@link Topics#API_KEYS}. The key itself is
 * nowhere.
 *
 * @param keyHash lower-case hex SHA-256 of the key; the Kafka key
 * @param merchantId whose key
 * @param name what the merchant calls it; shown in audits
 * @param scopes what it may do: {@code register}, {@code read}, {@code operate}
 */
public record ApiKey(String keyHash, String merchantId, String name, Set<String> scopes) {}
