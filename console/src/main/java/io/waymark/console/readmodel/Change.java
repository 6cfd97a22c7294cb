package io.waymark.console.readmodel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one record of a topic says.
 *
 * @param key the record's key
 * @param value what it says; null for a tombstone
 * @param document the same as JSON, as the record has it; empty for a tombstone
 * @param at the record's time: when Waymark received what it tells
 */
public record Change<V>(String key, @Nullable V value, String document, Instant at) {}
