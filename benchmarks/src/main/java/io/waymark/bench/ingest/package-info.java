/** The built webhook-ingest under load, with Kafka and without, beside the limits of the machine. */
@NullMarked
package io.waymark.bench.ingest;

import org.jspecify.annotations.NullMarked;
