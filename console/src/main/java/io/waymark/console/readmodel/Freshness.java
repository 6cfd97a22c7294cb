package io.waymark.console.readmodel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How new that is which pages and answers tell.
 *
 * @param newest when Waymark received what the newest event tells
 * @param delaySeconds how long after that it was to be seen here
 * @param unread about how many events are not to be seen yet; null where Kafka does not say
 */
public record Freshness(Instant newest, double delaySeconds, @Nullable Long unread) {}
