package io.waymark.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.Function;

/**
 * Runs a piece of work in a transaction of its own, on a context of its own: a Hibernate Reactive session belongs to
 * its context, and two pieces of work on one context would share it.
 */
@ApplicationScoped
public class TransactionHandler {

    private final Vertx vertx;
    private final Clock clock = Clock.systemUTC();

    TransactionHandler(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Commits what {@code work} did, or nothing of it if that fails.
     *
     * @param work is given the time of the transaction, to the millisecond
     * @return completes on the work's own context
     */
    public <T> Uni<T> inTransaction(Function<Instant, Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(start -> Panache.withTransaction(() -> work.apply(now()))
                    .subscribe()
                    .with(emitter::complete, emitter::fail));
        });
    }

    /** Steps of one transaction, one after the other: a session does one thing at a time. */
    public static <T> Uni<Void> inTurn(Collection<T> items, Function<T, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
