package io.waymark.poller.pace;

/**
 * How many calls may be made now.
 *
 * @param calls none if the provider's rate is used up, its breaker is open or its account is paused
 * @param probing whether it is the one call that finds out whether the provider is back
 */
public record Permits(int calls, boolean probing) {}
