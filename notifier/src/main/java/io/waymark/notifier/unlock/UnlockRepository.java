package io.waymark.notifier.unlock;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.Erasure;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.notifier.erasure.ErasedRepository;
import io.waymark.notifier.erasure.ErasedRepository.Removal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Keeps who signed when, and which registrations wait for it. */
@ApplicationScoped
class UnlockRepository {

    private static final String SCAN =
            """
            insert into signed_scan as known (scan_id, shipment_id, sequence, sub_status, signed, occurred_at, occurred)
            select $1, $2, $3, $4, $5, $6, $7
            where $5 or exists (select from signed_scan s where s.scan_id = $1)
            on conflict (scan_id) do update
            set sequence = excluded.sequence, sub_status = excluded.sub_status, signed = excluded.signed,
                occurred_at = excluded.occurred_at, occurred = excluded.occurred
            where known.sequence < excluded.sequence""";

    private static final String WAIT =
            """
            insert into unlock as known (shipment_id, merchant_id, after_millis, revision) values ($1, $2, $3, $4)
            on conflict (shipment_id, merchant_id) do update
            set after_millis = excluded.after_millis, revision = excluded.revision
            where known.revision < excluded.revision""";

    /** The first signature that stands decides. One that is gone, or comes again, is looked at anew. */
    private static final String PLAN =
            """
            update unlock u
            set looks = 0, look_at = (
              select min(s.occurred_at) + u.after_millis * interval '1 millisecond'
              from signed_scan s where s.shipment_id = u.shipment_id and s.signed)
            where u.shipment_id = any($1) and u.told_at is null""";

    private static final String LOCK =
            "select from unlock where shipment_id = any($1) order by shipment_id, merchant_id for no key update";

    /** What is due, and what is known of it now. */
    private static final String DUE =
            """
            select u.shipment_id, u.merchant_id, u.looks, u.after_millis, r.carrier, r.tracking_number, r.registered_at,
                   s.occurred_at, s.occurred, s.sub_status,
                   l.status = 'DELIVERED' and coalesce(l.sub_status = any($2), true) as delivered
            from unlock u
            join webhook_registration r on r.shipment_id = u.shipment_id and r.merchant_id = u.merchant_id
            left join lateral (
              select s.* from signed_scan s where s.shipment_id = u.shipment_id and s.signed
              order by s.occurred_at, s.scan_id limit 1) s on true
            left join latest_fact l on l.shipment_id = u.shipment_id
            where u.look_at <= $1
            order by u.look_at limit $3
            for update of u skip locked""";

    private static final String LOOK =
            """
            update unlock set look_at = $3, looks = $4 where shipment_id = $1 and merchant_id = $2 and told_at is null""";

    private static final String TOLD =
            """
            update unlock set told_at = $3, look_at = null where shipment_id = $1 and merchant_id = $2""";

    private static final List<Removal> REMOVALS = List.of(
            new Removal("unlocks", "delete from unlock where shipment_id = $1 and ($2 = '' or merchant_id = $2)"),
            new Removal("signedScans", "delete from signed_scan where shipment_id = $1 and $2 = ''"));

    private final Pool database;
    private final ErasedRepository erased;

    UnlockRepository(Pool database, ErasedRepository erased) {
        this.database = database;
        this.erased = erased;
    }

    /** Stores all of them but what is erased or, on failure, none. */
    Uni<Void> store(Set<UUID> shipmentIds, List<RegisteredShipment> registrations, List<SignedScan> scans) {
        return database.withTransaction(
                connection -> erased.among(connection, shipmentIds).chain(gone -> execute(
                                connection,
                                SCAN,
                                scans.stream()
                                        .filter(scan -> !gone.has(scan.shipmentId()))
                                        .map(UnlockRepository::tuple)
                                        .toList())
                        .chain(() -> execute(connection, WAIT, waiting(gone.leftOf(registrations))))));
    }

    /** Forgets what is to be erased, in the connection's transaction; how many of what, by name. */
    Uni<Map<String, Long>> erase(SqlConnection connection, Erasure order) {
        return ErasedRepository.remove(connection, order, REMOVALS);
    }

    /** Finds out when to look at what waits for these shipments; whether anything does. */
    Uni<Boolean> plan(Set<UUID> shipmentIds) {
        Tuple ids = Tuple.of(shipmentIds.toArray(UUID[]::new));
        return database.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(ids)
                .chain(locked -> locked.size() == 0
                        ? Uni.createFrom().item(false)
                        : connection.preparedQuery(PLAN).execute(ids).replaceWith(true)));
    }

    /** Locks some of what is due, passing over what another has locked. */
    Uni<List<UnlockRow>> due(SqlConnection connection, Instant now, int most) {
        String[] signed = SignedScan.SIGNED.stream().map(Enum::name).toArray(String[]::new);
        return connection
                .preparedQuery(DUE)
                .execute(Tuple.of(utc(now), signed, most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(UnlockRow::of)
                        .toList());
    }

    /** Has it looked at again; never, unless something happens, if that is null. */
    Uni<Void> lookAgain(SqlConnection connection, UnlockRow row, @Nullable Instant at, int looks) {
        return connection
                .preparedQuery(LOOK)
                .execute(Tuple.of(row.shipmentId(), row.merchantId(), at == null ? null : utc(at), looks))
                .replaceWithVoid();
    }

    /** Has it looked at never again. */
    Uni<Void> told(List<UnlockRow> rows, Instant now) {
        List<Tuple> told = rows.stream()
                .map(row -> Tuple.of(row.shipmentId(), row.merchantId(), utc(now)))
                .toList();
        return database.withTransaction(connection -> execute(connection, TOLD, told));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Uni<Void> execute(SqlConnection connection, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
    }

    private static Tuple tuple(SignedScan scan) {
        return Tuple.tuple()
                .addUUID(scan.scanId())
                .addUUID(scan.shipmentId())
                .addLong(scan.sequence())
                .addString(scan.subStatus().name())
                .addBoolean(scan.signed())
                .addOffsetDateTime(scan.occurredAt().withOffsetSameInstant(ZoneOffset.UTC))
                .addString(scan.occurredAt().toString());
    }

    private static List<Tuple> waiting(List<RegisteredShipment> registrations) {
        List<Tuple> rows = new ArrayList<>();
        for (RegisteredShipment shipment : registrations) {
            for (Registration registration : shipment.registrations()) {
                if (registration.unlockAfter() != null) {
                    rows.add(Tuple.of(
                            shipment.shipmentId().value(),
                            registration.merchantId(),
                            registration.unlockAfter().toMillis(),
                            shipment.revision()));
                }
            }
        }
        return rows;
    }
}
