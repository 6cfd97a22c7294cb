package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;

/**
 * At each start has those settlements weighed again that only the configuration kept back: no adapter, no credentials, a
 * carrier without a code, goods or a delivery that the policy did not accept, or an outcome in doubt that could not be asked
 * for. A delivered parcel brings no further facts, so nothing else would find out that the configuration is another now.
 * Until PostgreSQL is there it tries again.
 */
@ApplicationScoped
class ReweighScheduler {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final LedgerIntake ledger;

    ReweighScheduler(LedgerIntake ledger) {
        this.ledger = ledger;
    }

    void start(@Observes StartupEvent event) {
        reweigh()
                .onFailure()
                .retry()
                .withBackOff(PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(done -> {}, failure -> Log.warnf("settlements not weighed again error=%s", failure.toString()));
    }

    /** Completes when all have been weighed; fails if PostgreSQL is away. */
    Uni<Void> reweigh() {
        return reweighAfter(BEFORE_ALL);
    }

    private Uni<Void> reweighAfter(UUID last) {
        return ledger.weighKeptBack(last)
                .chain(next -> next.isPresent()
                        ? reweighAfter(next.get())
                        : Uni.createFrom().voidItem());
    }
}
