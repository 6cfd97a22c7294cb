package io.waymark.notifier.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came.
 *
 * @param topic its name
 * @param key as text; "" if it has none
 * @param value null for a tombstone
 * @param at the record's timestamp
 * @param saidAt when it happened by its {@code ce_time}; the record's timestamp if it says nothing
 */
record Told(String topic, String key, byte @Nullable [] value, Instant at, Instant saidAt) {}
