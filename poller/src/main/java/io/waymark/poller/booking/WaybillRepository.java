package io.waymark.poller.booking;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.waymark.poller.subscription.ErasedRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

/** Orders in the ledger, in the current Hibernate Reactive transaction; what is locked stays so until its end. */
@ApplicationScoped
class WaybillRepository {

    /** It returns something so that Hibernate takes it for a query: as an update it would empty all caches. */
    private static final String ENSURE =
            """
            insert into waybill
              (waybill_id, merchant_id, carrier, order_id, digest, state, next_attempt_at, created_at)
            values (?1, ?2, ?3, ?4, '', 'OPEN', ?5, ?5) on conflict do nothing returning 1""";

    private static final String DUE =
            """
            from WaybillRow
            where carrier = :carrier and state = WaybillState.OPEN and request is not null and nextAttemptAt <= :now
            order by nextAttemptAt""";

    private static final String TAKEN =
            "select count(*) from WaybillRow where carrier = :carrier and trackingNumber = :number and waybillId <> :id";

    private static final String BY_NUMBER = "from WaybillRow where trackingNumber = :number order by bookedAt desc";

    private static final String ERASED =
            """
            select 1 from erased where shipment_id = ?1
            union all select 1 from erased_registration where shipment_id = ?1 and merchant_id = ?2""";

    /** The order's row, locked; a new one if the id has none. */
    Uni<WaybillRow> open(String merchantId, BookingRequest request, Instant now) {
        return Panache.getSession().chain(session -> session.createNativeQuery(ENSURE, Integer.class)
                .setParameter(1, request.id())
                .setParameter(2, merchantId)
                .setParameter(3, request.carrier())
                .setParameter(4, request.order().orderId())
                .setParameter(5, now)
                .getResultList()
                .chain(() -> session.find(WaybillRow.class, request.id(), LockModeType.PESSIMISTIC_WRITE)));
    }

    /** One order, locked; it is known to exist. */
    Uni<WaybillRow> lock(UUID waybillId) {
        return Panache.getSession()
                .chain(session -> session.find(WaybillRow.class, waybillId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** A carrier's orders whose outcome nobody knows and that nobody is calling for, longest due first; passes over locked ones. */
    Uni<List<WaybillRow>> lockDue(String carrier, Instant now, int most) {
        return Panache.getSession().chain(session -> session.createQuery(DUE, WaybillRow.class)
                .setParameter("carrier", carrier)
                .setParameter("now", now)
                .setMaxResults(most)
                .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .getResultList());
    }

    /** Whether another order got this number. */
    Uni<Boolean> isTaken(WaybillRow row, String trackingNumber) {
        return Panache.getSession().chain(session -> session.createQuery(TAKEN, Long.class)
                .setParameter("carrier", row.carrier)
                .setParameter("number", trackingNumber)
                .setParameter("id", row.waybillId)
                .getSingleResult()
                .map(others -> others > 0));
    }

    /**
     * Whether a shipment that an order turns out to be of is erased, or its merchant's registration of it. Holds until the
     * transaction ends.
     */
    Uni<Boolean> isErased(WaybillRow row, UUID shipmentId) {
        return Panache.getSession().chain(session -> session.createNativeQuery(ErasedRepository.SHARE_ONE, String.class)
                .setParameter(1, shipmentId.toString())
                .getSingleResult()
                .chain(() -> session.createNativeQuery(ERASED, Integer.class)
                        .setParameter(1, shipmentId)
                        .setParameter(2, row.merchantId)
                        .getResultList())
                .map(found -> !found.isEmpty()));
    }

    /** A merchant's order by its id; null if there is none. */
    Uni<@Nullable WaybillRow> find(String merchantId, UUID waybillId) {
        return Panache.getSession()
                .chain(session -> session.find(WaybillRow.class, waybillId))
                .map(row -> row == null || !row.merchantId.equals(merchantId) ? null : row);
    }

    /** Everybody's orders that got this number, the last first. */
    Uni<List<WaybillRow>> findByNumber(String number) {
        return Panache.getSession().chain(session -> session.createQuery(BY_NUMBER, WaybillRow.class)
                .setParameter("number", number)
                .setMaxResults(10)
                .getResultList());
    }
}
