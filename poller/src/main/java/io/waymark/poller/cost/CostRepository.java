package io.waymark.poller.cost;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.plan.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The ledger of billable numbers: tables {@code billed_number} and {@code billed_day}. Every method works in the caller's
 * transaction, after {@link io.waymark.poller.pace.PaceRepository#lock}, and fails if PostgreSQL is away. Where a provider
 * does not bill numbers everything is allowed and nothing is written.
 */
@ApplicationScoped
public class CostRepository {

    private static final String NOW = "select now() as now";

    private static final String READ =
            """
            select n.carrier, n.number, b.provider is not null as billed, s.numbers as so_far
            from unnest($4::text[], $5::text[]) as n(carrier, number)
            left join billed_number b on b.provider = $1 and b.month = $2
              and b.carrier = n.carrier and b.tracking_number = n.number
            cross join (select coalesce(sum(d.numbers), 0)::bigint as numbers from billed_day d
              where d.provider = $1 and d.day >= $2 and d.day < $3) s
            """;

    private static final String BILL =
            """
            with fresh as (
              insert into billed_number (provider, month, carrier, tracking_number, merchant_id, cause, day)
              select $1::text, $2::date, n.carrier, n.number, n.merchant, $4, $3::date
              from unnest($5::text[], $6::text[], $7::text[]) as n(carrier, number, merchant)
              on conflict do nothing returning merchant_id)
            insert into billed_day as d (provider, day, merchant_id, numbers)
            select $1::text, $3::date, f.merchant_id, count(*) from fresh f group by f.merchant_id
            on conflict (provider, day, merchant_id) do update set numbers = d.numbers + excluded.numbers
            """;

    /**
     * A call may have been begun in the month before. What it was begun with may have been reserved for a call of the other
     * kind, which had no effect and took it back: then it is billed now.
     */
    private static final String KEEP =
            """
            with called as (
              select distinct on (1, 2) * from unnest($4::text[], $5::text[], $6::text[]) as n(carrier, number, merchant)),
            kept as (
              update billed_number b set settled = true from called n
              where b.provider = $1 and b.month in ($2, $3) and not b.settled
                and b.carrier = n.carrier and b.tracking_number = n.number),
            missed as (
              insert into billed_number (provider, month, carrier, tracking_number, merchant_id, cause, day, settled)
              select $1::text, $2::date, n.carrier, n.number, n.merchant, $7, $8::date, true from called n
              where $9::boolean and not exists (select from billed_number b where b.provider = $1 and b.month in ($2, $3)
                and b.carrier = n.carrier and b.tracking_number = n.number)
              on conflict do nothing returning merchant_id)
            insert into billed_day as d (provider, day, merchant_id, numbers)
            select $1::text, $8::date, m.merchant_id, count(*) from missed m group by m.merchant_id
            on conflict (provider, day, merchant_id) do update set numbers = d.numbers + excluded.numbers
            """;

    /**
     * What was reserved long ago belongs to a call whose end nobody saw: it stays on the bill. So does what was reserved for a
     * call of the other kind, which may be under way.
     */
    private static final String TAKE_BACK =
            """
            with gone as (
              delete from billed_number b using unnest($4::text[], $5::text[]) as n(carrier, number)
              where b.provider = $1 and b.month in ($2, $3) and not b.settled
                and b.cause = $6 and b.billed_at > now() - interval '1 hour'
                and b.carrier = n.carrier and b.tracking_number = n.number
              returning b.day, b.merchant_id)
            update billed_day d set numbers = d.numbers - g.numbers
            from (select day, merchant_id, count(*) as numbers from gone group by day, merchant_id) g
            where d.provider = $1 and d.day = g.day and d.merchant_id = g.merchant_id
            """;

    private final Quotas quotas;
    private final CostConfig config;

    CostRepository(Quotas quotas, CostConfig config) {
        this.quotas = quotas;
        this.config = config;
    }

    /**
     * Bills numbers before they are called about, as far as the month's budget allows it.
     *
     * @param cause {@code subscribe} or {@code query}
     * @return the numbers that may be called about
     */
    public Uni<Set<NumberKey>> reserve(SqlConnection c, ProviderId provider, String cause, List<Charge> charges) {
        if (charges.isEmpty() || !quotas.of(provider).billsNumbers() || !config.isBilledFor(cause)) {
            return Uni.createFrom().item(charges.stream().map(Charge::number).collect(toUnmodifiableSet()));
        }
        return month(c).chain(month -> read(c, provider, month, charges)
                .map(rows -> admit(provider, charges, rows))
                .call(admitted -> bill(c, provider, month, cause, admitted.fresh()))
                .map(Budget.Admission::allowed));
    }

    private Uni<BillingMonth> month(SqlConnection c) {
        return c.query(NOW)
                .execute()
                .map(rows -> BillingMonth.at(
                        rows.iterator().next().getOffsetDateTime("now").toInstant(), config.zone()));
    }

    private static Uni<RowSet<Row>> read(
            SqlConnection c, ProviderId provider, BillingMonth month, List<Charge> charges) {
        List<NumberKey> numbers = charges.stream().map(Charge::number).toList();
        return c.preparedQuery(READ).execute(numbers(Tuple.of(provider.code(), month.first(), month.next()), numbers));
    }

    private Budget.Admission admit(ProviderId provider, List<Charge> charges, RowSet<Row> rows) {
        Set<NumberKey> billed = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getBoolean("billed"))
                .map(row -> new NumberKey(row.getString("carrier"), row.getString("number")))
                .collect(toUnmodifiableSet());
        long soFar = rows.iterator().next().getLong("so_far");
        return config.budget(provider).admit(charges, billed, soFar);
    }

    private static Uni<Void> bill(
            SqlConnection c, ProviderId provider, BillingMonth month, String cause, List<Charge> fresh) {
        List<NumberKey> numbers = fresh.stream().map(Charge::number).toList();
        return fresh.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(BILL)
                        .execute(numbers(Tuple.of(provider.code(), month.first(), month.today(), cause), numbers)
                                .addArrayOfString(
                                        fresh.stream().map(Charge::merchantId).toArray(String[]::new)))
                        .replaceWithVoid();
    }

    /**
     * Ends reservations.
     *
     * @param cause that they were made for, as in {@link #reserve}
     * @param billed of calls that the provider has, or may have, answered; these numbers are on the bill from then on
     * @param released of calls without effect: these numbers are not charged for, unless they were before
     */
    public Uni<Void> settle(
            SqlConnection c, ProviderId provider, String cause, List<Charge> billed, List<NumberKey> released) {
        return quotas.of(provider).billsNumbers()
                ? month(c).chain(month -> end(c, KEEP, kept(provider, month, cause, billed), billed)
                        .chain(() -> end(
                                c, TAKE_BACK, ended(provider, month, released).addString(cause), released)))
                : Uni.createFrom().voidItem();
    }

    private Tuple kept(ProviderId provider, BillingMonth month, String cause, List<Charge> billed) {
        return ended(provider, month, billed.stream().map(Charge::number).toList())
                .addArrayOfString(billed.stream().map(Charge::merchantId).toArray(String[]::new))
                .addString(cause)
                .addLocalDate(month.today())
                .addBoolean(config.isBilledFor(cause));
    }

    private static Tuple ended(ProviderId provider, BillingMonth month, List<NumberKey> numbers) {
        return numbers(Tuple.of(provider.code(), month.first(), month.previous()), numbers);
    }

    private static Uni<Void> end(SqlConnection c, String statement, Tuple which, List<?> numbers) {
        return numbers.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(statement).execute(which).replaceWithVoid();
    }

    private static Tuple numbers(Tuple before, List<NumberKey> numbers) {
        return before.addArrayOfString(numbers.stream().map(NumberKey::carrier).toArray(String[]::new))
                .addArrayOfString(
                        numbers.stream().map(NumberKey::trackingNumber).toArray(String[]::new));
    }
}
