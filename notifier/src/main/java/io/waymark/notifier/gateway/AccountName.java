package io.waymark.notifier.gateway;

/**
 * Which account at which gateway.
 *
 * @param gateway e.g. {@code onerway}
 * @param account as registrations name it; "" for the only one
 */
public record AccountName(String gateway, String account) {}
