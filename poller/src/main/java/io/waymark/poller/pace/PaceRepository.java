package io.waymark.poller.pace;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.plan.Quota;
import io.waymark.poller.plan.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A provider's rate and breaker, shared by all replicas: table {@code provider_pace}. Its row is locked first in every
 * transaction that claims or settles calls, so that what is counted under it is exact. Every method works in the caller's
 * transaction and fails if PostgreSQL is away.
 */
@ApplicationScoped
public class PaceRepository {

    /** The clock, not the transaction's beginning: whoever waited for the lock would else be earlier than the one before. */
    private static final String LOCK =
            """
            select tokens, filled_at, failures, trips, open_until, clock_timestamp() as now
            from provider_pace where provider = $1 for update
            """;

    private static final String BEGIN = "insert into provider_pace (provider) values ($1) on conflict do nothing";

    private static final String PAUSED =
            "select from provider_pause where provider = $1 and operation = $2 and ends_at > clock_timestamp()";

    private static final String WRITE =
            """
            update provider_pace set tokens = $2, filled_at = $3, failures = $4, trips = $5, open_until = $6
            where provider = $1
            """;

    /** The clock was set back: what comes together counts from now, not from when it has caught up. */
    private static final String SET_BACK = "update provider_pace set filled_at = $2 where provider = $1";

    private static final String TOLD = "update provider_pace set last_code = $2 where provider = $1";

    private final Quotas quotas;
    private final PaceMetrics metrics;
    private final Breaker.Rules rules;

    PaceRepository(Quotas quotas, PaceMetrics metrics, PaceConfig config) {
        this.quotas = quotas;
        this.metrics = metrics;
        this.rules = new Breaker.Rules(config.breakerFailures(), config.breakerBase(), config.breakerMost());
    }

    /**
     * Locks the provider's row, as the first statement of the transaction, and says how many calls may be made.
     *
     * @param wanted how many at most
     */
    public Uni<Permits> lock(SqlConnection c, ProviderId provider, OperationKind<?, ?> kind, int wanted) {
        return locked(c, provider).chain(pace -> isPaused(c, provider, kind)
                .map(paused -> paused ? new Permits(0, false) : pace.permits(wanted, rules)));
    }

    /** Takes calls out of the bucket, after {@link #lock} in the same transaction. */
    public Uni<Void> take(SqlConnection c, ProviderId provider, int calls) {
        return calls == 0
                ? Uni.createFrom().voidItem()
                : locked(c, provider)
                        .chain(pace -> write(
                                c,
                                provider,
                                new Pace(
                                        pace.bucket().without(calls),
                                        pace.breaker().begun(pace.now(), rules),
                                        pace.now())));
    }

    /**
     * Tells the breaker how calls ended; locks the provider's row too.
     *
     * @param successes how many brought what they were made for
     * @param failures the others
     */
    public Uni<Void> report(SqlConnection c, ProviderId provider, int successes, List<CarrierException> failures) {
        return locked(c, provider).chain(pace -> {
            Breaker after = pace.breaker().after(successes, failures, pace.now(), rules);
            return after.equals(pace.breaker())
                    ? Uni.createFrom().voidItem()
                    : write(c, provider, new Pace(pace.bucket(), after, pace.now()))
                            .chain(() -> tell(c, provider, pace.breaker(), after, failures));
        });
    }

    private Uni<Void> tell(
            SqlConnection c, ProviderId provider, Breaker before, Breaker after, List<CarrierException> failures) {
        if (after.trips() <= before.trips()) {
            return Uni.createFrom().voidItem();
        }
        CarrierException last = failures.get(failures.size() - 1);
        metrics.tripped(provider);
        Log.warnf(
                "provider left alone provider=%s until=%s trips=%d error=%s code=%s",
                provider.code(), after.openUntil(), after.trips(), last.error().code(), last.code());
        return c.preparedQuery(TOLD)
                .execute(Tuple.of(provider.code(), last.code()))
                .replaceWithVoid();
    }

    private Uni<Pace> locked(SqlConnection c, ProviderId provider) {
        return read(c, provider)
                .chain(rows -> rows.size() > 0
                        ? Uni.createFrom().item(rows)
                        : c.preparedQuery(BEGIN)
                                .execute(Tuple.of(provider.code()))
                                .chain(() -> read(c, provider)))
                .map(rows -> rows.iterator().next())
                .call(row -> row.getOffsetDateTime("filled_at").isAfter(row.getOffsetDateTime("now"))
                        ? c.preparedQuery(SET_BACK).execute(Tuple.of(provider.code(), row.getOffsetDateTime("now")))
                        : Uni.createFrom().voidItem())
                .map(row -> pace(quotas.of(provider), row));
    }

    private static Uni<RowSet<Row>> read(SqlConnection c, ProviderId provider) {
        return c.preparedQuery(LOCK).execute(Tuple.of(provider.code()));
    }

    private static Pace pace(Quota quota, Row row) {
        Instant now = row.getOffsetDateTime("now").toInstant();
        Duration elapsed = Duration.between(row.getOffsetDateTime("filled_at").toInstant(), now);
        OffsetDateTime openUntil = row.getOffsetDateTime("open_until");
        return new Pace(
                new TokenBucket(row.getDouble("tokens"), quota.rate(), quota.burst()).after(elapsed),
                new Breaker(
                        row.getInteger("failures"),
                        row.getInteger("trips"),
                        openUntil == null ? null : openUntil.toInstant()),
                now);
    }

    private static Uni<Boolean> isPaused(SqlConnection c, ProviderId provider, OperationKind<?, ?> kind) {
        return c.preparedQuery(PAUSED)
                .execute(Tuple.of(provider.code(), kind.code()))
                .map(rows -> rows.size() > 0);
    }

    private static Uni<Void> write(SqlConnection c, ProviderId provider, Pace pace) {
        Instant openUntil = pace.breaker().openUntil();
        return c.preparedQuery(WRITE)
                .execute(Tuple.of(
                        provider.code(),
                        pace.bucket().tokens(),
                        pace.now().atOffset(ZoneOffset.UTC),
                        pace.breaker().failures(),
                        pace.breaker().trips(),
                        openUntil == null ? null : openUntil.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
