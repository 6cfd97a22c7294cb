package io.waymark.poller.upkeep;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Deletes what is old, and plans what was left without a plan: a portion in a transaction, and nothing that somebody else
 * has locked, so that several replicas may at a time. Personal data goes first.
 */
@ApplicationScoped
class PruneRepository {

    private static final int AT_A_TIME = 5_000;

    private static final String PLACES_SUBSCRIBED =
            """
            update subscription set origin = null, destination = null, phone = null where ctid = any(array(
              select s.ctid from watch w join subscription s on s.shipment_id = w.shipment_id and s.provider = w.provider
                and s.carrier = w.carrier and s.tracking_number = w.tracking_number
              where w.ended_at < now() - interval '30 days'
                and (w.origin is not null or w.destination is not null or w.phone is not null)
                and (s.origin is not null or s.destination is not null or s.phone is not null)
              limit $1 for update of s skip locked))
            """;

    /** By these rows those of subscriptions are found: one of which somebody has locked is for the next time. */
    private static final String PLACES =
            """
            update watch set origin = null, destination = null, phone = null where ctid = any(array(
              select w.ctid from watch w where w.ended_at < now() - interval '30 days'
                and (w.origin is not null or w.destination is not null or w.phone is not null)
                and not exists (select from subscription s where s.shipment_id = w.shipment_id and s.provider = w.provider
                  and s.carrier = w.carrier and s.tracking_number = w.tracking_number
                  and (s.origin is not null or s.destination is not null or s.phone is not null))
              limit $1 for update skip locked))
            """;

    /** Left by an earlier version that runs beside this one, or did: each number that is open has a time to be looked at. */
    private static final String UNPLANNED =
            """
            update watch set next_at = now() + random() * interval '1 hour' where ctid = any(array(
              select ctid from watch where next_at is null and ended_at is null limit $1 for update skip locked))
            """;

    private static final String WATCHES =
            """
            delete from watch where ctid = any(array(
              select ctid from watch where ended_at < now() - interval '90 days' limit $1 for update skip locked))
            """;

    /**
     * Long after the last attempt, and never accepted. What was accepted may be pushed yet, and which number the next one has
     * is in it: what a provider says of the watching under an earlier one counts no more.
     */
    private static final String SUBSCRIPTIONS =
            """
            delete from subscription where ctid = any(array(
              select s.ctid from subscription s
              where s.accepted_at is null and s.state not in ('DUE', 'HELD')
                and coalesce(s.last_attempt_at, s.next_attempt_at) < now() - interval '120 days'
                and not exists (select from watch w where w.shipment_id = s.shipment_id and w.provider = s.provider
                  and w.carrier = s.carrier and w.tracking_number = s.tracking_number)
              limit $1 for update of s skip locked))
            """;

    /** Its provider has long stopped to push, and what it said of the watching is forgotten too. */
    private static final String ACCEPTED =
            """
            delete from subscription where ctid = any(array(
              select s.ctid from subscription s where s.accepted_at < now() - interval '400 days'
                and not exists (select from watch w where w.shipment_id = s.shipment_id and w.provider = s.provider
                  and w.carrier = s.carrier and w.tracking_number = s.tracking_number)
              limit $1 for update of s skip locked))
            """;

    /** Later than numbers: most of those of which something is known are gone by then. */
    private static final String PARCELS =
            """
            delete from parcel where ctid = any(array(
              select p.ctid from parcel p where p.changed_at < now() - interval '120 days'
                and not exists (select from watch w where w.shipment_id = p.shipment_id)
              limit $1 for update skip locked))
            """;

    /** What was told before of a settlement could be told again until then. */
    private static final String DEADLINES =
            """
            delete from proof_deadline where ctid = any(array(
              select ctid from proof_deadline where not open and changed_at < now() - interval '40 days'
              limit $1 for update skip locked))
            """;

    private static final String PARKED =
            """
            delete from parked_number where ctid = any(array(
              select ctid from parked_number where ordered_at < now() - interval '30 days' limit $1 for update skip locked))
            """;

    /**
     * Commands are kept for a week; one that waits for the shipment is not carried out because this is forgotten. What was
     * erased by order stays so.
     */
    private static final String ERASED =
            """
            delete from erased where ctid = any(array(
              select e.ctid from erased e where e.erased_at < now() - interval '30 days' and e.erasure is null
                and not exists (select from parked_number p where p.shipment_id = e.shipment_id)
              limit $1 for update skip locked))
            """;

    /** The orders that were answered are gone from their topic. */
    private static final String ANSWERED =
            """
            delete from erasure_answer where ctid = any(array(
              select ctid from erasure_answer where answered_at < now() - interval '30 days' limit $1 for update skip locked))
            """;

    /** Longer ago than any limit of a provider looks back. */
    private static final String USED =
            """
            delete from number_use where ctid = any(array(
              select ctid from number_use where touched_at < now() - interval '40 days' limit $1 for update skip locked))
            """;

    /** Thirteen whole months; what merchants paid per day stays. */
    private static final String BILLED =
            """
            delete from billed_number where ctid = any(array(
              select ctid from billed_number where month < now() - interval '14 months' limit $1 for update skip locked))
            """;

    static final List<String> ALL = List.of(
            PLACES_SUBSCRIBED,
            PLACES,
            UNPLANNED,
            WATCHES,
            SUBSCRIPTIONS,
            ACCEPTED,
            PARCELS,
            DEADLINES,
            PARKED,
            ERASED,
            ANSWERED,
            USED,
            BILLED);

    /** An order that nobody could place for so long is left to a person, like one in doubt, and without what it says. */
    private static final String REQUESTS =
            """
            update waybill set request = null, state = 'HELD', under_way = false, next_attempt_at = null where ctid = any(array(
              select ctid from waybill where request is not null and created_at < now() - $2::bigint * interval '1 millisecond'
                and (next_attempt_at is null or next_attempt_at < now() or not under_way)
              limit $1 for update skip locked))
            """;

    private static final String LABELS =
            """
            update waybill set label = null, label_form = null, details = null where ctid = any(array(
              select ctid from waybill where (label is not null or details is not null)
                and booked_at < now() - $2::bigint * interval '1 millisecond'
              limit $1 for update skip locked))
            """;

    /** What somebody may still find out about stays. */
    private static final String ORDERS =
            """
            delete from waybill where ctid = any(array(
              select ctid from waybill where created_at < now() - $2::bigint * interval '1 millisecond'
                and state not in ('OPEN', 'CANCELLING')
              limit $1 for update skip locked))
            """;

    static final List<String> CONFIGURED = List.of(REQUESTS, LABELS, ORDERS);

    private final Pool database;
    private final UpkeepConfig kept;

    PruneRepository(Pool database, UpkeepConfig kept) {
        this.database = database;
        this.kept = kept;
    }

    /** Deletes all that is old. Fails if PostgreSQL is away, with a part of it deleted. */
    Uni<Void> prune() {
        return allOf(REQUESTS, kept(kept.requestsKept()))
                .chain(() -> allOf(LABELS, kept(kept.labelsKept())))
                .chain(() -> Multi.createFrom()
                        .iterable(ALL)
                        .onItem()
                        .transformToUniAndConcatenate(some -> allOf(some, Tuple.of(AT_A_TIME)))
                        .onItem()
                        .ignoreAsUni())
                .chain(() -> allOf(ORDERS, kept(kept.ordersKept())));
    }

    private static Tuple kept(Duration time) {
        return Tuple.of(AT_A_TIME, time.toMillis());
    }

    private Uni<Void> allOf(String some, Tuple which) {
        return Uni.createFrom()
                .deferred(() -> database.preparedQuery(some).execute(which))
                .repeat()
                .whilst(rows -> rows.rowCount() == AT_A_TIME)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
