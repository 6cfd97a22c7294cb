package io.waymark.api.access;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a call is made.
 *
 * @param merchantId whose key it is; decides which registrations and settlements are seen
 * @param name of the merchant's key, {@code MERCHANT/key-} and the first 12 hex digits of its SHA-256; what audits show
 * @param isOperator whether the key also sees shipments that nobody registered, and may give orders
 * @param isStaff whether it is an operator's key of a merchant that runs Waymark for the others
 */
public record Caller(String merchantId, String name, boolean isOperator, boolean isStaff) {

    /** The merchant whose settlements the caller sees; null for all merchants' settlements. */
    public @Nullable String owner() {
        return isStaff ? null : merchantId;
    }
}
