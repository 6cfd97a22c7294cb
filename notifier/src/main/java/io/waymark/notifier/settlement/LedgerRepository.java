package io.waymark.notifier.settlement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
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
            select * from settlement where next_attempt_at <= :now
            order by next_attempt_at limit :limit for update skip locked""";

    /** Open states as in {@link Rulebook}, and word for word as in the index settlement_deadline, which else is of no use. */
    private static final String OPEN_SINCE =
            """
            select * from settlement
            where gateway = :gateway and transacted_at < :before and not overdue
              and state in ('OWED', 'ELIGIBLE', 'SENDING', 'WAITING', 'HELD', 'UNKNOWN')
            order by transacted_at limit :limit for update skip locked""";

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

    /** Locks the settlements of these shipments, in the order of their ids so that two lockers never deadlock. */
    Uni<List<SettlementRow>> lockSettlements(Collection<UUID> shipmentIds) {
        return list(
                "from SettlementRow where shipmentId in :ids order by settlementId",
                SettlementRow.class,
                shipmentIds,
                LockModeType.PESSIMISTIC_WRITE);
    }

    /** Locks one settlement. */
    Uni<SettlementRow> lockSettlement(UUID settlementId) {
        return Panache.getSession()
                .chain(session -> session.find(SettlementRow.class, settlementId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Locks rows that are due, the longest due first, and passes over those that another has locked. */
    Uni<List<SettlementRow>> lockDue(Instant now, int limit) {
        return Panache.getSession().chain(session -> session.createNativeQuery(DUE, SettlementRow.class)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList());
    }

    /**
     * Locks open rows of a gateway whose transaction is older than {@code before} and that are not flagged as overdue,
     * the oldest first; passes over those that another has locked.
     */
    Uni<List<SettlementRow>> lockOpenSince(String gateway, Instant before, int limit) {
        return Panache.getSession().chain(session -> session.createNativeQuery(OPEN_SINCE, SettlementRow.class)
                .setParameter("gateway", gateway)
                .setParameter("before", before)
                .setParameter("limit", limit)
                .getResultList());
    }

    /** The next hundred shipments, by id, with a settlement that only the configuration keeps back. */
    Uni<List<UUID>> shipmentsKeptBack(UUID last) {
        return Panache.getSession().chain(session -> session.createQuery(
                        """
                                select distinct shipmentId from SettlementRow
                                where shipmentId > :last and (holdCause in :causes
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
        return scans(shipmentIds).chain(scans -> latest(shipmentIds)
                .chain(latest -> payments(paymentKeys).map(payments -> new FactBook(scans, latest, payments))));
    }

    private static Uni<Map<UUID, List<Scan>>> scans(Set<UUID> shipmentIds) {
        return list("from ScanRow where shipmentId in :ids", ScanRow.class, shipmentIds, LockModeType.NONE)
                .map(rows ->
                        rows.stream().collect(groupingBy(row -> row.shipmentId, mapping(ScanRow::scan, toList()))));
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
