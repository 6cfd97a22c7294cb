package io.waymark.console.registration;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Forgets in time whom registrations name; what is left of them is published. */
@ApplicationScoped
class RegistrationScheduler {

    private static final int AT_ONCE = 1000;

    private final Pool database;
    private final RegistrationErasureHandler registrations;
    private final OutboxRelay relay;
    private final RegistrationConfig config;

    RegistrationScheduler(
            Pool database, RegistrationErasureHandler registrations, OutboxRelay relay, RegistrationConfig config) {
        this.database = database;
        this.registrations = registrations;
        this.relay = relay;
        this.config = config;
    }

    @Scheduled(
            every = "${waymark.registration.forget-every:PT20S}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forget() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return database.withTransaction(
                        connection -> registrations.forget(connection, now.minus(config.personalKept()), AT_ONCE, now))
                .invoke(relay::wake)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.warnf("registrations not forgotten error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
