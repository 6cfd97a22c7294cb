package io.waymark.console.readmodel;

import java.time.Instant;

/**
 * How new that is which pages and answers tell.
 *
 * @param newest when Waymark received what the newest event tells
 * @param delaySeconds how long after that it was to be seen here
 */
public record Freshness(Instant newest, double delaySeconds) {}
