/**
 * Raw payloads to events, events to status: one Kafka Streams topology with exactly-once, which keeps every shipment's
 * scans and works out its status from all of them each time.
 */
@NullMarked
package io.waymark.normalizer;

import org.jspecify.annotations.NullMarked;
