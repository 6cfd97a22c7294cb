package io.waymark.console.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.access.StaffHandler;
import io.waymark.console.registration.RegistrationErasureHandler;
import io.waymark.contract.ShipmentId;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Takes orders to erase, and tells what came of them. What the caller may not see does not exist. */
@ApplicationScoped
public class ErasureOrderHandler {

    private static final String NUMBERS = "select carrier, tracking_number from shipment_number where shipment_id = $1";

    /** Whoever has its own registration erased is none of those who registered it: what is nobody's then goes with the last. */
    private static final String STANDS =
            """
            not exists (select from erased_shipment e
                        where e.shipment_id = r.shipment_id and e.merchant_id = r.merchant_id)""";

    private static final String WHOSE =
            """
            select exists (select 1 from shipment where shipment_id = $1) as known,
              array(select r.merchant_id from registration r where r.shipment_id = $1 and %s
                    order by r.merchant_id) as merchants"""
                    .formatted(STANDS);

    /** Another's registration of a further number is not touched by a merchant's order. */
    private static final String OTHERS =
            "select distinct r.shipment_id from registration r where r.shipment_id = any ($1) and r.merchant_id <> $2 and "
                    + STANDS;

    /** One of which the ledger has not spoken yet is open. */
    private static final String UNSETTLED =
            """
            select from settlement_binding b left join settlement s on s.settlement_id = b.settlement_id
            where b.shipment_id = any ($1) and ($2::text is null or b.merchant_id = $2)
              and (s.settlement_id is null or s.is_open) limit 1""";

    private final Pool database;
    private final StaffHandler staff;
    private final ErasureRepository erasures;
    private final ErasureStepHandler steps;
    private final OutboxRelay relay;

    ErasureOrderHandler(
            Pool database,
            StaffHandler staff,
            ErasureRepository erasures,
            ErasureStepHandler steps,
            OutboxRelay relay) {
        this.database = database;
        this.staff = staff;
        this.erasures = erasures;
        this.steps = steps;
        this.relay = relay;
    }

    /**
     * Completes when the order cannot be lost; an earlier one that stands is told in its place. Fails with 403 for what nobody
     * registered, unless the caller runs the installation, 404, and 409 while a settlement is open.
     */
    public Uni<ErasureView> order(Caller caller, ShipmentId shipment) {
        return staff.isStaff(caller)
                .chain(isStaff -> database.withTransaction(connection -> numbers(connection, shipment)
                        .chain(ids -> RegistrationErasureHandler.held(
                                connection, ids, () -> order(connection, caller, isStaff, ids)))))
                .invoke(relay::wake)
                .chain(id -> erasures.find(database, id, null))
                .map(found -> ErasureView.of(found.orElseThrow()));
    }

    /** The erasure; fails with 404. */
    public Uni<ErasureView> find(Caller caller, UUID erasureId) {
        return owner(caller)
                .chain(owner -> erasures.find(database, erasureId, owner))
                .map(found -> ErasureView.of(found.orElseThrow(() -> ProblemException.notFound("erasure"))));
    }

    /** Whose erasures a caller sees; null: all. */
    Uni<@Nullable String> owner(Caller caller) {
        return staff.isStaff(caller).map(isStaff -> isStaff ? null : caller.merchantId());
    }

    /** The shipment's own id first. */
    private static Uni<UUID[]> numbers(SqlConnection connection, ShipmentId shipment) {
        return connection
                .preparedQuery(NUMBERS)
                .execute(Tuple.of(shipment.value()))
                .map(rows -> Stream.concat(
                                Stream.of(shipment.value()),
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(row -> ShipmentId.of(
                                                        row.getString("carrier"), row.getString("tracking_number"))
                                                .value())
                                        .sorted(Comparator.naturalOrder()))
                        .distinct()
                        .toArray(UUID[]::new));
    }

    private Uni<UUID> order(SqlConnection connection, Caller caller, boolean isStaff, UUID[] ids) {
        ShipmentId shipment = new ShipmentId(ids[0]);
        return erasures.standing(connection, shipment, caller.merchantId(), isStaff)
                .chain(standing -> standing.isPresent()
                        ? Uni.createFrom().item(standing.get())
                        : merchants(connection, caller, isStaff, shipment)
                                .chain(merchants -> give(connection, caller, isStaff, ids, merchants)));
    }

    /** Who registered the shipment, if the caller may have it erased. */
    private static Uni<List<String>> merchants(
            SqlConnection connection, Caller caller, boolean isStaff, ShipmentId shipment) {
        return connection
                .preparedQuery(WHOSE)
                .execute(Tuple.of(shipment.value()))
                .map(rows -> rows.iterator().next())
                .map(row -> {
                    List<String> merchants = List.of(row.getArrayOfStrings("merchants"));
                    boolean isKnown = row.getBoolean("known") || !merchants.isEmpty();
                    if (isStaff ? isKnown : merchants.contains(caller.merchantId())) {
                        return merchants;
                    }
                    throw isKnown && merchants.isEmpty() && caller.isOperator()
                            ? StaffHandler.forStaffAlone()
                            : ProblemException.notFound("shipment");
                });
    }

    private Uni<UUID> give(
            SqlConnection connection, Caller caller, boolean isStaff, UUID[] ids, List<String> merchants) {
        boolean isOneOfMany = !isStaff && merchants.size() > 1;
        String own = isStaff ? null : caller.merchantId();
        return reach(connection, isOneOfMany ? new UUID[] {ids[0]} : ids, isOneOfMany ? null : own)
                .call(reached -> expectSettled(connection, reached, isOneOfMany ? own : null))
                .map(reached -> new StoredErasure(
                        UUID.randomUUID(),
                        new ShipmentId(ids[0]),
                        List.of(reached),
                        isOneOfMany ? ErasureScope.REGISTRATION : ErasureScope.SHIPMENT,
                        isOneOfMany ? List.of(caller.merchantId()) : merchants,
                        caller.name(),
                        ErasureState.ORDERED,
                        "",
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        null,
                        List.of()))
                .call(order -> erasures.add(connection, order))
                .call(order -> steps.begin(connection, order))
                .map(StoredErasure::erasureId);
    }

    /** The ids that an order of this merchant reaches; of all of them where it is anybody's. */
    private static Uni<UUID[]> reach(SqlConnection connection, UUID[] ids, @Nullable String merchantId) {
        return merchantId == null
                ? Uni.createFrom().item(ids)
                : connection
                        .preparedQuery(OTHERS)
                        .execute(Tuple.of(ids, merchantId))
                        .map(rows -> {
                            List<UUID> reached = new ArrayList<>(List.of(ids));
                            rows.forEach(row -> reached.remove(row.getUUID("shipment_id")));
                            return reached.toArray(UUID[]::new);
                        });
    }

    private static Uni<Void> expectSettled(SqlConnection connection, UUID[] ids, @Nullable String merchantId) {
        return connection
                .preparedQuery(UNSETTLED)
                .execute(Tuple.of(ids, merchantId))
                .invoke(rows -> {
                    if (rows.size() > 0) {
                        throw new ProblemException(Problem.of(
                                ProblemType.SETTLEMENT_OPEN,
                                "A settlement of the shipment is open. It can be erased once that is closed."));
                    }
                })
                .replaceWithVoid();
    }
}
