package io.waymark.notifier.settlement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.waymark.notifier.gateway.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Reads and locks rows of the ledger and the facts about them, in the current transaction. */
@ApplicationScoped
class LedgerRepository {

    private static final String DUE =
            """
            select * from settlement where gateway = :gateway and next_attempt_at <= :now
            order by next_attempt_at limit :limit for update skip locked""";

    private static final String TO_RECONCILE =
            """
            select * from settlement where gateway = :gateway and reconcile_at <= :now
            order by reconcile_at limit :limit for update skip locked""";

    private static final String NEAR_DEADLINE =
            """
            select * from settlement where deadline_due_at <= :now
            order by deadline_due_at limit :limit for update skip locked""";

    private final Accounts accounts;

    LedgerRepository(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Locks what was registered of these shipments, those without settlements left out. Whoever holds the lock may
     * create and evaluate their settlements.
     */
    Uni<List<RegistrationRow>> lockRegistrations(Collection<UUID> shipmentIds) {
        return list(
                "from RegistrationRow where settlements > 0 and shipmentId in :ids order by shipmentId",
                RegistrationRow.class,
                shipmentIds,
                LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Locks the settlements of these shipments, those left out that are erased, in the order of their ids so that two lockers
     * never deadlock.
     */
    Uni<List<SettlementRow>> lockSettlements(Collection<UUID> shipmentIds) {
        return list(
                "from SettlementRow where shipmentId in :ids and not erased order by settlementId",
                SettlementRow.class,
                shipmentIds,
                LockModeType.PESSIMISTIC_WRITE);
    }

    /** Locks these settlements, in the order of their ids. */
    Uni<List<SettlementRow>> lockAll(Collection<UUID> settlementIds) {
        return list(
                "from SettlementRow where settlementId in :ids order by settlementId",
                SettlementRow.class,
                settlementIds,
                LockModeType.PESSIMISTIC_WRITE);
    }

    /** Which of these rows, none of which is stored, have an id that is taken. */
    Uni<Set<UUID>> claimed(Collection<SettlementRow> rows) {
        Set<UUID> ids = rows.stream().map(row -> row.settlementId).collect(toSet());
        return ids.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : Panache.getSession()
                        .chain(session -> session.createQuery(
                                        "select settlementId from SettlementRow where settlementId in :ids", UUID.class)
                                .setParameter("ids", ids)
                                .getResultList())
                        .map(Set::copyOf);
    }

    /** Locks one settlement. */
    Uni<SettlementRow> lockSettlement(UUID settlementId) {
        return Panache.getSession()
                .chain(session -> session.find(SettlementRow.class, settlementId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Whether an order was kept before. Call it after its settlement is locked. */
    Uni<Boolean> isKnown(String commandId) {
        return Panache.getSession().chain(session -> session.createQuery(
                        "select count(*) from SettlementChangeRow where commandId = :id", Long.class)
                .setParameter("id", commandId)
                .getSingleResult()
                .map(found -> found > 0));
    }

    /** Locks rows of a gateway that are due, the longest due first, and passes over those that another has locked. */
    Uni<List<SettlementRow>> lockDue(String gateway, Instant now, int limit) {
        return lockSome(DUE, gateway, now, limit);
    }

    /** Locks uploaded rows that are to be compared with a gateway's record; otherwise as {@link #lockDue}. */
    Uni<List<SettlementRow>> lockToReconcile(String gateway, Instant now, int limit) {
        return lockSome(TO_RECONCILE, gateway, now, limit);
    }

    private static Uni<List<SettlementRow>> lockSome(String sql, String gateway, Instant now, int limit) {
        return Panache.getSession().chain(session -> session.createNativeQuery(sql, SettlementRow.class)
                .setParameter("gateway", gateway)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList());
    }

    /** Locks open rows about whose deadline somebody must be told, and passes over those that another has locked. */
    Uni<List<SettlementRow>> lockNearDeadline(Instant now, int limit) {
        return Panache.getSession().chain(session -> session.createNativeQuery(NEAR_DEADLINE, SettlementRow.class)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList());
    }

    /**
     * The next hundred shipments, by id, with a settlement that the configuration may keep back: held, in doubt and not to
     * be asked for, or owed with a reason, as where a delivery is not accepted.
     */
    Uni<List<UUID>> shipmentsKeptBack(UUID last) {
        return Panache.getSession().chain(session -> session.createQuery(
                        """
                                select distinct shipmentId from SettlementRow
                                where shipmentId > :last and (holdCause in :causes
                                  or state = io.waymark.contract.SettlementState.OWED and reason <> ''
                                  or state = io.waymark.contract.SettlementState.UNKNOWN and nextAttemptAt is null)
                                order by shipmentId""",
                        UUID.class)
                .setParameter("last", last)
                .setParameter("causes", HoldCause.OF_CONFIGURATION)
                .setMaxResults(100)
                .getResultList());
    }

    /** The shipments whose settlements wait on these transactions. */
    Uni<List<UUID>> shipmentsPaidBy(Collection<String> paymentKeys) {
        return paymentKeys.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Panache.getSession().chain(session -> session.createQuery(
                                "select distinct shipmentId from SettlementRow where paymentKey in :keys", UUID.class)
                        .setParameter("keys", paymentKeys)
                        .getResultList());
    }

    /** What is known about these settlements. Call it after they are locked, or a newer fact may be missed. */
    Uni<FactBook> factsAbout(Collection<SettlementRow> rows) {
        Set<UUID> shipmentIds = rows.stream().map(row -> row.shipmentId).collect(toSet());
        Set<String> paymentKeys = rows.stream()
                .map(row -> row.paymentKey)
                .filter(Objects::nonNull)
                .collect(toSet());
        return scans(shipmentIds).chain(scans -> latest(shipmentIds).chain(latest -> payments(paymentKeys)
                .map(payments -> new FactBook(told(scans), traces(scans), latest, payments, accounts))));
    }

    private static Uni<List<ScanRow>> scans(Set<UUID> shipmentIds) {
        return list("from ScanRow where shipmentId in :ids", ScanRow.class, shipmentIds, LockModeType.NONE);
    }

    private static Map<UUID, List<Scan>> told(List<ScanRow> rows) {
        return rows.stream().collect(groupingBy(row -> row.shipmentId, mapping(ScanRow::scan, toList())));
    }

    private static Map<UUID, String> traces(List<ScanRow> rows) {
        Map<UUID, String> traces = new HashMap<>();
        for (ScanRow row : rows) {
            if (row.traceparent != null) {
                traces.put(row.eventId, row.traceparent);
            }
        }
        return traces;
    }

    private static Uni<Map<UUID, Standing>> latest(Set<UUID> shipmentIds) {
        return list("from LatestRow where shipmentId in :ids", LatestRow.class, shipmentIds, LockModeType.NONE)
                .map(rows -> rows.stream().collect(toMap(row -> row.shipmentId, LatestRow::standing)));
    }

    private static Uni<Map<String, List<PaymentRow>>> payments(Set<String> paymentKeys) {
        return list("from PaymentRow where paymentKey in :ids", PaymentRow.class, paymentKeys, LockModeType.NONE)
                .map(rows -> rows.stream().collect(groupingBy(row -> row.paymentKey)));
    }

    private static <R> Uni<List<R>> list(String hql, Class<R> type, Collection<?> ids, LockModeType lock) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Panache.getSession().chain(session -> session.createQuery(hql, type)
                        .setParameter("ids", ids)
                        .setLockMode(lock)
                        .getResultList());
    }
}
