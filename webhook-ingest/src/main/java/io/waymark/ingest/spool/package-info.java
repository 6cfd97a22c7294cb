/**
 * Records on disk while Kafka is away: appended, fsynced, read back in order, deleted. Plain files in the form of Kafka's own
 * log; nothing here talks to Kafka.
 */
@NullMarked
package io.waymark.ingest.spool;

import org.jspecify.annotations.NullMarked;
