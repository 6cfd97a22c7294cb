package io.waymark.poller.polling;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.poller.account.ProviderGaugeMetrics;
import io.waymark.poller.call.ProviderClient;
import io.waymark.poller.plan.Quota;
import io.waymark.poller.plan.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Gauges counted in the database and so the same in every replica, by {@code provider}:
 *
 * <ul>
 *   <li>{@code shipments_silent}: numbers of which the provider should have told by now
 *   <li>{@code watches_due}: numbers that are due to be looked at, of a provider that can be asked; never more than 10,000 of
 *       a rank are counted
 *   <li>{@code pace_tokens}: calls that may be made at once
 *   <li>{@code breaker_open}: 1 while the provider is left alone because it does not answer
 * </ul>
 */
@ApplicationScoped
class PollGaugesScheduler {

    private static final String COUNT =
            """
            select 'shipments.silent' as gauge, q.provider, (select count(*)::double precision from watch w
              where w.provider = q.provider and w.silent_since is not null and w.ended_at is null) as number
            from unnest($1::text[]) as q(provider)
            union all
            select 'watches.due', q.provider, (select count(*) from generate_series(0, 2) r
              cross join lateral (select from watch w
                where w.provider = q.provider and w.rank = r and w.next_at <= now() limit 10000) due)
            from unnest($4::text[]) as q(provider)
            union all
            select 'pace.tokens', q.provider, coalesce(least(q.burst,
              p.tokens + q.rate * greatest(0, extract(epoch from now() - p.filled_at))), q.burst)
            from unnest($1::text[], $2::double precision[], $3::double precision[]) as q(provider, rate, burst)
            left join provider_pace p on p.provider = q.provider
            union all
            select 'breaker.open', provider, case when open_until is null then 0 else 1 end from provider_pace
            """;

    private final Pool database;
    private final List<Quota> quotas;
    private final String[] asked;
    private final ProviderGaugeMetrics gauges;

    PollGaugesScheduler(Pool database, Quotas quotas, ProviderClient client, MeterRegistry meters) {
        this.database = database;
        this.quotas = Providers.ALL.stream().map(Provider::id).map(quotas::of).toList();
        this.asked = Providers.ALL.stream()
                .map(Provider::id)
                .filter(provider -> client.offers(provider, OperationKind.QUERY))
                .map(ProviderId::code)
                .toArray(String[]::new);
        this.gauges =
                new ProviderGaugeMetrics(meters, "shipments.silent", "watches.due", "pace.tokens", "breaker.open");
    }

    @Scheduled(
            every = "${waymark.polling.count-every:5s}",
            delayed = "1s",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> count() {
        return database.preparedQuery(COUNT)
                .execute(Tuple.tuple()
                        .addArrayOfString(quotas.stream()
                                .map(quota -> quota.provider().code())
                                .toArray(String[]::new))
                        .addArrayOfDouble(quotas.stream().map(Quota::rate).toArray(Double[]::new))
                        .addArrayOfDouble(quotas.stream()
                                .map(quota -> (double) quota.burst())
                                .toArray(Double[]::new))
                        .addArrayOfString(asked))
                .invoke(gauges::show)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.warnf("not counted what is due error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
