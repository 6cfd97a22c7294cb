package io.waymark.console.access;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody whose token an issuer made.
 *
 * @param merchantId for whom the person acts; empty if the token names nobody
 * @param personId by which audits name the person after the merchant, {@code person-} and 12 hex digits
 * @param scopes what the person may do
 * @param validUntil when the token ends
 */
public record Person(String merchantId, String personId, Set<String> scopes, Instant validUntil) {}
