package io.waymark.console.readmodel;

import org.jspecify.annotations.Nullable;

/**
 * What one record of a topic says.
 *
 * @param key the record's key
 * @param value what it says; null for a tombstone
 */
public record Change<V>(String key, @Nullable V value) {}
