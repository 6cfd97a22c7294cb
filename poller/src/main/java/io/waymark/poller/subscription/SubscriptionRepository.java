package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The ledger of subscriptions, as the scheduler uses it. Any number of replicas may.
 *
 * <p>Each method is a transaction in a session of its own, so that several may run at a time. To be used on a Vert.x
 * context; fails if PostgreSQL is away, with nothing changed.
 */
@ApplicationScoped
class SubscriptionRepository {

    private static final String DUE =
            """
            from SubscriptionRecord
            where provider = :provider and state = SubscriptionState.DUE and nextAttemptAt <= :now
            order by nextAttemptAt
            """;

    private final Mutiny.SessionFactory sessions;

    SubscriptionRepository(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Claims a provider's due rows, longest due first; passes over those that another replica is claiming.
     *
     * @param lease how long they belong to the caller
     */
    Uni<List<SubscriptionClaim>> claim(ProviderId provider, int most, Instant now, Duration lease) {
        return inTransaction(session -> session.createQuery(DUE, SubscriptionRecord.class)
                .setParameter("provider", provider.code())
                .setParameter("now", now)
                .setMaxResults(most)
                .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .getResultList()
                .map(rows ->
                        rows.stream().map(row -> row.claim(now.plus(lease))).toList()));
    }

    /**
     * Records what an attempt came to, unless the row was withdrawn, erased, or taken over after the lease.
     *
     * @param wait until the next attempt, if there is to be one
     * @return whether it was recorded
     */
    Uni<Boolean> settle(SubscriptionClaim claim, SubscriptionOutcome outcome, Instant now, Duration wait) {
        return inTransaction(
                session -> session.find(SubscriptionRecord.class, claim.id(), LockModeType.PESSIMISTIC_WRITE)
                        .map(row -> {
                            boolean held = row != null && row.isHeldBy(claim);
                            if (held) {
                                row.settle(outcome, now, wait);
                            }
                            return held;
                        }));
    }

    private <T> Uni<T> inTransaction(Function<Mutiny.Session, Uni<T>> work) {
        return sessions.openSession().chain(session -> session.withTransaction(transaction -> work.apply(session))
                .eventually(session::close));
    }
}
