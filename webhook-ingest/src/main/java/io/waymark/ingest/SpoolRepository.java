package io.waymark.ingest;

import io.quarkus.logging.Log;
import io.waymark.ingest.spool.Damage;
import io.waymark.ingest.spool.Spool;
import io.waymark.ingest.spool.SpoolSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** The spool of this process. Without a directory for it the service does not start. */
@ApplicationScoped
class SpoolRepository {

    private final SpoolMetrics metrics;
    private final Spool spool;

    SpoolRepository(SpoolConfig config, IngestConfig door, SpoolMetrics metrics) {
        this.metrics = metrics;
        SpoolSettings settings = new SpoolSettings(
                config.dir(),
                config.maxBytes().asLongValue(),
                Math.toIntExact(config.segmentBytes().asLongValue()),
                door.durableWithin());
        try {
            this.spool = new Spool(settings, this::damaged);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the spool's directory (waymark.ingest.spool.dir) cannot be used: "
                            + config.dir().toAbsolutePath(),
                    e);
        }
        metrics.watch(spool);
        if (spool.records() > 0) {
            Log.infof("spool holds records of an earlier run records=%d", spool.records());
        }
    }

    Spool spool() {
        return spool;
    }

    private void damaged(Damage damage) {
        metrics.damaged(damage);
        Log.errorf("spool damaged %s", damage);
    }
}
