package io.waymark.bench.poller;

import java.sql.SQLException;
import java.util.List;

/**
 * Parcels that are on their way, written past the service: many that are to be looked at some time in the next days, and
 * those that fall due while it is measured.
 */
final class OpenParcels {

    /** Numbers that the simulated carrier knows; each is asked for again and again, as several shipments. */
    static final int NUMBERS = 5_000;

    private static final String FIRST = "ST%09d";

    /** What is asked here for the sake of measuring shall not read whole tables: the service is looked at for that. */
    private static final String BY_INDEX = "&options=-c%20enable_seqscan=off%20-c%20enable_hashjoin=off";

    private OpenParcels() {}

    static String number(int index) {
        return FIRST.formatted(index);
    }

    /** Each was asked about, at one of the three providers, and is due in ten minutes to four days. */
    static void fill(String url, int rows) throws SQLException {
        Tables.execute(
                url,
                List.of(
                        """
                        insert into watch (shipment_id, provider, carrier, tracking_number, merchant_id, tracking, registered_at,
                          revision, heard_at, heard_status, told, purpose, next_at, asked_at, answered_at)
                        select md5('o' || i)::uuid, (array['kuaidi100', 'sto', 'thirtypost'])[1 + i %% 3],
                          (array['yto', 'sto', 'thirtypost'])[1 + i %% 3], 'O' || i, 'merchant', 'PULL', now() - interval '3 days', 1,
                          now() - interval '1 day' * random(), 'IN_TRANSIT', true, 'POLL',
                          now() + interval '10 minutes' + interval '4 days' * random(), now() - interval '2 hours',
                          now() - interval '2 hours'
                        from generate_series(1, %d) i"""
                                .formatted(rows),
                        """
                        insert into parcel (shipment_id, status, sub_status, monitoring, last_event_at, changed_at, revision)
                        select shipment_id, 'IN_TRANSIT', 'MOVING', 'ACTIVE', heard_at, heard_at, 1 from watch""",
                        "vacuum analyze watch",
                        "vacuum analyze parcel"));
    }

    /** So many fall due each second, from ten seconds on; when each does is kept beside the service's own tables. */
    static void fallDue(String url, int perSecond, int seconds) throws SQLException {
        Tables.execute(
                url,
                List.of(
                        "create table if not exists bench_due (id bigint primary key, due_at timestamptz not null)",
                        "truncate bench_due",
                        """
                        with fresh as (
                          insert into watch (shipment_id, provider, carrier, tracking_number, merchant_id, tracking, registered_at,
                            revision, heard_at, purpose, next_at)
                          select gen_random_uuid(), 'sto', 'sto', 'ST' || lpad((i %% %d)::text, 9, '0'), 'merchant', 'PULL',
                            now(), 1, now(), 'POLL', now() + interval '10 seconds' + i * interval '1 second' / %d
                          from generate_series(0, %d - 1) i
                          returning id, next_at)
                        insert into bench_due select id, next_at from fresh"""
                                .formatted(NUMBERS, perSecond, perSecond * seconds)));
    }

    /**
     * How late queries were begun, in milliseconds; those that are still to come count as late as they are now.
     *
     * @param due how many have fallen due
     * @param asked how many of them were begun
     */
    record Lateness(long due, long asked, double p50, double p99, double longest) {}

    static Lateness lateness(String url) throws SQLException {
        String[] numbers = Tables.lines(
                        url + BY_INDEX,
                        """
                        select concat_ws(' ', count(*), count(asked_at),
                          1000 * percentile_cont(0.5) within group (order by late),
                          1000 * percentile_cont(0.99) within group (order by late), 1000 * max(late))
                        from (select w.asked_at, extract(epoch from coalesce(w.asked_at, now()) - d.due_at) as late
                          from bench_due d join watch w using (id) where d.due_at <= now()) as all_due""")
                .get(0)
                .split(" ");
        return new Lateness(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Double.parseDouble(numbers[2]),
                Double.parseDouble(numbers[3]),
                Double.parseDouble(numbers[4]));
    }

    static long unasked(String url) throws SQLException {
        return Tables.number(
                url + BY_INDEX, "select count(*) from bench_due join watch using (id) where asked_at is null");
    }
}
