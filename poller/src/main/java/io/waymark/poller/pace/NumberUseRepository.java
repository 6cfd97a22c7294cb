package io.waymark.poller.pace;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.plan.Quota;
import io.waymark.poller.plan.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What was done with each number, whichever shipment it was for: table {@code number_use}. Keeps to the provider's limits
 * per number. Every method works in the caller's transaction, after {@link PaceRepository#lock}, and fails if PostgreSQL
 * is away.
 */
@ApplicationScoped
public class NumberUseRepository {

    private static final String ASK =
            """
            insert into number_use as u (provider, carrier, tracking_number, asked_at, asked)
            select $1, n.carrier, n.number, now(), array[now()] from unnest($2::text[], $3::text[]) as n(carrier, number)
            on conflict (provider, carrier, tracking_number) do update
              set asked_at = now(), not_before = null, touched_at = now(),
              asked = array(
                select t from unnest(u.asked) t where t > now() - $6::bigint * interval '1 millisecond' order by t) || now()
            where coalesce(u.asked_at, '-infinity') <= now() - $4::bigint * interval '1 millisecond'
              and coalesce(u.not_before, '-infinity') <= now()
              and (select count(*) from unnest(u.asked) t
                where t > now() - $6::bigint * interval '1 millisecond') < $5::integer
            returning carrier, tracking_number
            """;

    private static final String ASK_AGAIN_IN =
            """
            select u.carrier, u.tracking_number, (extract(epoch from greatest(
                u.asked_at + $4::bigint * interval '1 millisecond',
                u.not_before,
                case when w.uses >= $5::integer then w.oldest + $6::bigint * interval '1 millisecond' end
              ) - now()) * 1000)::bigint as wait_ms
            from unnest($2::text[], $3::text[]) as n(carrier, number)
            join number_use u on u.provider = $1 and u.carrier = n.carrier and u.tracking_number = n.number
            cross join lateral (select count(*) as uses, min(t) as oldest from unnest(u.asked) t
              where t > now() - $6::bigint * interval '1 millisecond') w
            """;

    private static final String SUBSCRIBE =
            """
            insert into number_use as u (provider, carrier, tracking_number, subscribed)
            select $1, n.carrier, n.number, array[now()] from unnest($2::text[], $3::text[]) as n(carrier, number)
            on conflict (provider, carrier, tracking_number) do update set touched_at = now(),
              subscribed = array(select t from unnest(u.subscribed) t
                where t > now() - $5::bigint * interval '1 millisecond' order by t) || now()
            where (select count(*) from unnest(u.subscribed) t
              where t > now() - $5::bigint * interval '1 millisecond') < $4::integer
            returning carrier, tracking_number
            """;

    private static final String SUBSCRIBE_AGAIN_IN =
            """
            select u.carrier, u.tracking_number, (extract(epoch from
              w.oldest + $5::bigint * interval '1 millisecond' - now()) * 1000)::bigint as wait_ms
            from unnest($2::text[], $3::text[]) as n(carrier, number)
            join number_use u on u.provider = $1 and u.carrier = n.carrier and u.tracking_number = n.number
            cross join lateral (select count(*) as uses, min(t) as oldest from unnest(u.subscribed) t
              where t > now() - $5::bigint * interval '1 millisecond') w
            where w.uses >= $4::integer
            """;

    private static final String END =
            """
            update number_use u set asked_at = greatest(u.asked_at, now())
            from unnest($2::text[], $3::text[]) as n(carrier, number)
            where u.provider = $1 and u.carrier = n.carrier and u.tracking_number = n.number
            """;

    private static final String UNASK =
            """
            update number_use u set asked = trim_array(u.asked, 1), asked_at = u.asked[cardinality(u.asked) - 1]
            from unnest($2::text[], $3::text[]) as n(carrier, number)
            where u.provider = $1 and u.carrier = n.carrier and u.tracking_number = n.number and cardinality(u.asked) > 0
            """;

    private static final String LOCK_OUT =
            """
            insert into number_use as u (provider, carrier, tracking_number, not_before)
            select $1, n.carrier, n.number, now() + n.wait_ms * interval '1 millisecond'
            from unnest($2::text[], $3::text[], $4::bigint[]) as n(carrier, number, wait_ms)
            on conflict (provider, carrier, tracking_number) do update
              set touched_at = now(), not_before = greatest(u.not_before, excluded.not_before)
            """;

    /** Whoever is refused waits for so long at the least. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Quotas quotas;

    NumberUseRepository(Quotas quotas) {
        this.quotas = quotas;
    }

    /**
     * Notes that numbers are about to be queried, where the provider's gap and window allow it.
     *
     * @param wanted each once
     * @return those that must not be queried, each with how long to wait
     */
    public Uni<Map<NumberKey, Duration>> ask(SqlConnection c, ProviderId provider, List<NumberKey> wanted) {
        Quota quota = quotas.of(provider);
        return use(c, ASK, ASK_AGAIN_IN, wanted, quota.gap(), numbers -> numbers(provider, numbers)
                .addLong(quota.gap().toMillis())
                .addInteger(quota.most())
                .addLong(quota.window().toMillis()));
    }

    /**
     * Notes that numbers are about to be subscribed, where the provider's limit allows it.
     *
     * @param wanted each once
     * @return those that must not be subscribed, each with how long to wait
     */
    public Uni<Map<NumberKey, Duration>> subscribe(SqlConnection c, ProviderId provider, List<NumberKey> wanted) {
        Quota quota = quotas.of(provider);
        return use(c, SUBSCRIBE, SUBSCRIBE_AGAIN_IN, wanted, quota.gap(), numbers -> numbers(provider, numbers)
                .addInteger(quota.subscriptions())
                .addLong(quota.subscriptionWindow().toMillis()));
    }

    /** The parameters of a statement about some numbers. */
    private interface Parameters {
        Tuple of(Collection<NumberKey> numbers);
    }

    /** @param otherwise how long one waits that was refused by a row that is gone by now */
    private static Uni<Map<NumberKey, Duration>> use(
            SqlConnection c,
            String use,
            String againIn,
            List<NumberKey> wanted,
            Duration otherwise,
            Parameters parameters) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return c.preparedQuery(use)
                .execute(parameters.of(wanted))
                .map(NumberUseRepository::granted)
                .map(granted -> wanted.stream()
                        .filter(number -> !granted.contains(number))
                        .toList())
                .chain(refused -> refused.isEmpty()
                        ? Uni.createFrom().item(Map.of())
                        : c.preparedQuery(againIn)
                                .execute(parameters.of(refused))
                                .map(NumberUseRepository::waits)
                                .map(waits -> refused.stream()
                                        .collect(toUnmodifiableMap(
                                                number -> number,
                                                number -> waits.getOrDefault(number, longer(otherwise, SHORTEST))))));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Set<NumberKey> granted(RowSet<Row> rows) {
        return stream(rows).map(NumberUseRepository::number).collect(Collectors.toSet());
    }

    private static Map<NumberKey, Duration> waits(RowSet<Row> rows) {
        return stream(rows)
                .collect(toUnmodifiableMap(
                        NumberUseRepository::number,
                        row -> longer(Duration.ofMillis(row.getLong("wait_ms")), SHORTEST)));
    }

    /**
     * Counts the gap from now on: the queries of these numbers have ended, and the provider counts from when it heard of
     * them, which may have been any time until now.
     */
    public Uni<Void> end(SqlConnection c, ProviderId provider, List<NumberKey> asked) {
        return asked.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(END).execute(numbers(provider, asked)).replaceWithVoid();
    }

    /** Takes back the newest query of numbers of which the provider has never heard. */
    public Uni<Void> unask(SqlConnection c, ProviderId provider, List<NumberKey> neverHeard) {
        return neverHeard.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(UNASK).execute(numbers(provider, neverHeard)).replaceWithVoid();
    }

    /** Keeps numbers from being queried for a while, since the provider said that it locked them (锁单). */
    public Uni<Void> lockOut(SqlConnection c, ProviderId provider, Map<NumberKey, Duration> locked) {
        List<Map.Entry<NumberKey, Duration>> entries = List.copyOf(locked.entrySet());
        List<NumberKey> numbers = entries.stream().map(Map.Entry::getKey).toList();
        Long[] waits = entries.stream().map(one -> one.getValue().toMillis()).toArray(Long[]::new);
        return numbers.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(LOCK_OUT)
                        .execute(numbers(provider, numbers).addArrayOfLong(waits))
                        .replaceWithVoid();
    }

    private static Tuple numbers(ProviderId provider, Collection<NumberKey> numbers) {
        return Tuple.of(provider.code())
                .addArrayOfString(numbers.stream().map(NumberKey::carrier).toArray(String[]::new))
                .addArrayOfString(
                        numbers.stream().map(NumberKey::trackingNumber).toArray(String[]::new));
    }

    private static NumberKey number(Row row) {
        return new NumberKey(row.getString("carrier"), row.getString("tracking_number"));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
