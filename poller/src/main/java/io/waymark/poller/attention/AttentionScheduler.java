package io.waymark.poller.attention;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.poller.account.ProviderGaugeMetrics;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Gauges to alarm on, counted in the database and so the same in every replica, by {@code provider}:
 *
 * <ul>
 *   <li>{@code accounts_paused}: operations that are not asked for because the provider does not serve our account
 *   <li>{@code subscriptions_held}: subscriptions that wait for a person
 *   <li>{@code waybills_held}: orders of which only a person can find out what became of them
 *   <li>{@code watches_held}: numbers that are not asked about because the provider finds fault with the question
 * </ul>
 */
@ApplicationScoped
class AttentionScheduler {

    private static final String COUNT =
            """
            select 'accounts.paused' as gauge, provider, count(*) as number from provider_pause
            where ends_at > now() group by provider
            union all
            select 'subscriptions.held', provider, count(*) from subscription where state = 'HELD' group by provider
            union all
            select 'waybills.held', carrier, count(*) from waybill where state = 'HELD' group by carrier
            union all
            select 'watches.held', provider, count(*) from watch where held group by provider
            """;

    private final Pool database;
    private final ProviderGaugeMetrics gauges;

    AttentionScheduler(Pool database, MeterRegistry meters) {
        this.database = database;
        this.gauges = new ProviderGaugeMetrics(
                meters, "accounts.paused", "subscriptions.held", "waybills.held", "watches.held");
    }

    @Scheduled(
            every = "${waymark.attention.every:5s}",
            delayed = "1s",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> count() {
        return database.query(COUNT)
                .execute()
                .invoke(gauges::show)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.warnf("not counted what waits for a person error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
