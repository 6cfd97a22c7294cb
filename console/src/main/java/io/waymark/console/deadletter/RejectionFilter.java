package io.waymark.console.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which refusals are asked for; null for all.
 *
 * @param since received at that time or later
 */
public record RejectionFilter(@Nullable String provider, @Nullable String reason, @Nullable Instant since) {}
