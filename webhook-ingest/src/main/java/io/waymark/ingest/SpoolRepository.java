package io.waymark.ingest;

import io.quarkus.logging.Log;
import io.waymark.ingest.spool.Damage;
import io.waymark.ingest.spool.Spool;
import io.waymark.ingest.spool.SpoolRecord;
import io.waymark.ingest.spool.SpoolSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The spool of this process, and beside it, in its folder {@code held}, what came out of it and belongs to partitions that take
 * nothing. What lies there of a key is older than what lies in the spool. Without a directory for it the service does not start.
 */
@ApplicationScoped
class SpoolRepository {

    private final SpoolMetrics metrics;
    private final Spool spool;
    private final Spool held;

    SpoolRepository(SpoolConfig config, IngestConfig door, SpoolMetrics metrics) {
        this.metrics = metrics;
        this.spool = opened(config, door, config.dir());
        this.held = opened(config, door, config.dir().resolve("held"));
        metrics.watch(spool);
        metrics.watchHeld(held);
        if (records() > 0) {
            Log.infof("spool holds records of an earlier run records=%d", records());
        }
    }

    Spool spool() {
        return spool;
    }

    Spool held() {
        return held;
    }

    /** How many records wait in both. */
    long records() {
        return spool.records() + held.records();
    }

    /** Whether nothing of the record's key waits, so that it may go to Kafka directly. Looks the way that records go. */
    boolean isFree(SpoolRecord message) {
        return spool.isFree(message) && held.isFree(message);
    }

    private Spool opened(SpoolConfig config, IngestConfig door, Path directory) {
        SpoolSettings settings = new SpoolSettings(
                directory,
                config.maxBytes().asLongValue(),
                Math.toIntExact(config.segmentBytes().asLongValue()),
                door.durableWithin());
        try {
            return new Spool(settings, this::damaged);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the spool's directory (waymark.ingest.spool.dir) cannot be used: " + directory.toAbsolutePath(),
                    e);
        }
    }

    private void damaged(Damage damage) {
        metrics.damaged(damage);
        Log.errorf("spool damaged error=%s", damage);
    }
}
