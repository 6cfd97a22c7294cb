package io.waymark.api.access;

/**
 * On whose behalf a call is made.
 *
 * @param merchantId whose key it is; decides which registrations and settlements are seen
 * @param isOperator whether the key also sees shipments that nobody registered
 */
public record Caller(String merchantId, boolean isOperator) {}
