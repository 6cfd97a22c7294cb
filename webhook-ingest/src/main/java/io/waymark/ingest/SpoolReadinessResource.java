package io.waymark.ingest;

import io.waymark.contract.Topic;
import io.waymark.ingest.spool.Spool;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while a callback can be made durable, Kafka or not: as long as the spool can be written to and has room. */
@Readiness
@ApplicationScoped
class SpoolReadinessResource implements HealthCheck {

    private final Spool spool;
    private final Spool held;
    private final DurableEmitter line;

    SpoolReadinessResource(SpoolRepository repository, DurableEmitter line) {
        this.spool = repository.spool();
        this.held = repository.held();
        this.line = line;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("spool")
                .status(spool.room() >= Topic.MAX_RECORD_BYTES)
                .withData("records", spool.records())
                .withData("held", held.records())
                .withData("room", spool.room())
                .withData("kafka", line.isAway() ? "away" : "there")
                .build();
    }
}
