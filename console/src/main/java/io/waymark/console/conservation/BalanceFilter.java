package io.waymark.console.conservation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which hours a balance is of.
 *
 * @param from hours that begin then or later
 * @param to hours that begin before
 * @param provider only this one's; null for all
 */
public record BalanceFilter(Instant from, Instant to, @Nullable String provider) {}
