package io.waymark.poller.cost;

/**
 * What a provider bills for one merchant's numbers in a month.
 *
 * @param month e.g. {@code 2026-11}
 * @param merchantId who registered the numbers first; "" for numbers that nobody registered
 * @param numbers billed, each once
 */
record Cost(String provider, String month, String merchantId, long numbers) {}
