package io.waymark.poller.staleness;

import java.time.Duration;

/**
 * How long ago open parcels were last heard of.
 *
 * @param open how many there are
 * @param p50 half of them not longer ago than this
 * @param p95 95 of 100 not longer ago than this
 */
record Staleness(Kind kind, long open, Duration p50, Duration p95) {}
