package io.waymark.console.registration;

import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.contract.Goods;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Tracking;
import io.waymark.sealing.Sealing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that merchants said about one shipment, under lock. Decides what a further statement means:
 *
 * <ul>
 *   <li>the first of a merchant is new;
 *   <li>one that says the same, or less, changes nothing;
 *   <li>one that fills in what was left open is added;
 *   <li>one that says something else is refused, naming the fields. So is a registration that names another settlement
 *       than those bound: a further one has a call of its own, and a mistyped transaction must not become a second one.
 * </ul>
 */
final class RegistrationBook {

    private final RegisteredShipmentRow shipment;
    private final List<RegistrationRow> registrations;
    private final List<SettlementBindingRow> bindings;
    private final @Nullable SettlementBindingRow bound;
    private final Sealing sealing;
    private final Set<String> erased;

    private final List<Object> added = new ArrayList<>();
    private final List<Object> completed = new ArrayList<>();
    private boolean isChanged;

    /**
     * @param bindings the shipment's
     * @param bound who holds the settlement that the statement names, on whatever shipment; null if nobody
     * @param sealing how personal fields are kept
     * @param erased the merchants whose registration was erased; an empty name stands for all
     */
    RegistrationBook(
            RegisteredShipmentRow shipment,
            List<RegistrationRow> registrations,
            List<SettlementBindingRow> bindings,
            @Nullable SettlementBindingRow bound,
            Sealing sealing,
            Set<String> erased) {
        this.shipment = shipment;
        this.registrations = new ArrayList<>(registrations);
        this.bindings = new ArrayList<>(bindings);
        this.bound = bound;
        this.sealing = sealing;
        this.erased = erased;
    }

    /** Enters a registration; true if it is the merchant's first of this shipment. Fails with 409. */
    boolean register(String merchantId, RegistrationRequest request, Instant now) {
        if (isErased(merchantId)) {
            throw new ProblemException(Problem.of(
                    ProblemType.ERASED, "The shipment was erased, or is about to be: it is not followed again."));
        }
        Optional<RegistrationRow> earlier = of(merchantId);
        if (earlier.isPresent()) {
            repeat(earlier.get(), request, now);
        } else {
            RegistrationRow row = RegistrationRow.of(shipment.shipmentId, merchantId, now);
            row.say(request.details(), sealing);
            registrations.add(row);
            add(row);
            bindIfNamed(merchantId, request.settlement(), "settlement.", now);
        }
        return earlier.isEmpty();
    }

    /**
     * What became of a further settlement.
     *
     * @param settlementId that of an earlier one, if it is the same payment
     */
    record Settled(UUID settlementId, boolean isNew) {}

    /** Enters a further settlement. Fails with 404 where the merchant registered nothing, or 409. */
    Settled settle(String merchantId, SettlementRequest settlement, Instant now) {
        if (isErased(merchantId) || of(merchantId).isEmpty()) {
            throw ProblemException.notFound("shipment");
        }
        int before = bindings.size();
        UUID settlementId = bind(merchantId, settlement, "", now);
        return new Settled(settlementId, bindings.size() > before);
    }

    /** The row that is locked. */
    RegisteredShipmentRow shipment() {
        return shipment;
    }

    /** Rows to be stored for the first time. */
    List<Object> added() {
        return List.copyOf(added);
    }

    /** Rows that were stored before and now say more. */
    List<Object> completed() {
        return List.copyOf(completed);
    }

    /** Whether there is anything to publish. */
    boolean isChanged() {
        return isChanged;
    }

    /** The next revision of the shipment's record. */
    RegisteredShipment nextRevision() {
        shipment.revision++;
        return new RegisteredShipment(
                new ShipmentId(shipment.shipmentId),
                shipment.carrier,
                shipment.trackingNumber,
                registrations.stream()
                        .sorted(Comparator.comparing((RegistrationRow row) -> row.registeredAt)
                                .thenComparing(row -> row.merchantId))
                        .map(this::published)
                        .toList(),
                shipment.revision);
    }

    private boolean isErased(String merchantId) {
        return erased.contains("") || erased.contains(merchantId);
    }

    private void repeat(RegistrationRow earlier, RegistrationRequest request, Instant now) {
        Details said = earlier.details(sealing);
        refuse(said.contradictions(request.details()), "");
        SettlementRequest settlement = request.settlement();
        if (settlement != null && isAnother(earlier.merchantId, settlement)) {
            throw conflict(
                    "settlement." + settlement.paymentField(),
                    "another payment is bound already; add a further one with POST …/settlements");
        }
        Details joined = said.and(request.details());
        if (!joined.equals(said)) {
            earlier.say(joined, sealing);
            complete(earlier);
        }
        bindIfNamed(earlier.merchantId, settlement, "settlement.", now);
    }

    private boolean isAnother(String merchantId, SettlementRequest settlement) {
        UUID id = bound(merchantId, settlement)
                .map(row -> row.settlementId)
                .orElseGet(() -> settlement.idFor(shipment.trackingNumber));
        List<UUID> own = bindings.stream()
                .filter(row -> row.merchantId.equals(merchantId))
                .map(row -> row.settlementId)
                .toList();
        return !own.isEmpty() && !own.contains(id);
    }

    private void bindIfNamed(String merchantId, @Nullable SettlementRequest settlement, String prefix, Instant now) {
        if (settlement != null) {
            bind(merchantId, settlement, prefix, now);
        }
    }

    /** The id under which it is bound. */
    private UUID bind(String merchantId, SettlementRequest settlement, String prefix, Instant now) {
        Optional<SettlementBindingRow> known = bound(merchantId, settlement);
        if (known.isEmpty()) {
            SettlementBindingRow row = SettlementBindingRow.of(shipment, merchantId, settlement, now);
            bindings.add(row);
            add(row);
            return row.settlementId;
        }
        SettlementBindingRow earlier = known.get();
        if (!earlier.merchantId.equals(merchantId) || !earlier.shipmentId.equals(shipment.shipmentId)) {
            throw conflict(
                    prefix + settlement.paymentField(), "this payment is bound to another registration of the number");
        }
        SettlementRequest said = earlier.said();
        refuse(said.contradictions(settlement), prefix);
        SettlementRequest joined = said.and(settlement);
        if (!joined.equals(said)) {
            earlier.say(joined);
            complete(earlier);
        }
        return earlier.settlementId;
    }

    /** Who holds the settlement; it may be held under the order's number, from when the transaction was not known. */
    private Optional<SettlementBindingRow> bound(String merchantId, SettlementRequest settlement) {
        return Optional.ofNullable(bound).or(() -> bindings.stream()
                .filter(row -> row.merchantId.equals(merchantId) && row.said().isSamePaymentAs(settlement))
                .findFirst());
    }

    private void add(Object row) {
        added.add(row);
        isChanged = true;
    }

    private void complete(Object row) {
        completed.add(row);
        isChanged = true;
    }

    private Optional<RegistrationRow> of(String merchantId) {
        return registrations.stream()
                .filter(row -> row.merchantId.equals(merchantId))
                .findFirst();
    }

    private static void refuse(List<String> fields, String prefix) {
        if (!fields.isEmpty()) {
            throw new ProblemException(Problem.of(
                    ProblemType.CONFLICT,
                    fields.stream()
                            .map(field -> new FieldError(prefix + field, "was registered with another value"))
                            .toList()));
        }
    }

    private static ProblemException conflict(String field, String message) {
        return ProblemException.of(ProblemType.CONFLICT, field, message);
    }

    private Registration published(RegistrationRow row) {
        Details said = row.sealed();
        return new Registration(
                row.merchantId,
                said.orderId(),
                said.origin(),
                said.destination(),
                said.phone(),
                Objects.requireNonNullElse(said.tracking(), Tracking.AUTO),
                Objects.requireNonNullElse(said.labels(), List.of()),
                Objects.requireNonNullElse(said.goods(), Goods.PHYSICAL),
                Objects.requireNonNullElse(said.installments(), false),
                said.transactedAt(),
                said.codAmount(),
                said.international(),
                settlements(row.merchantId),
                row.registeredAt,
                said.unlockAfter());
    }

    private List<SettlementBinding> settlements(String merchantId) {
        return bindings.stream()
                .filter(row -> row.merchantId.equals(merchantId))
                .sorted(Comparator.comparing((SettlementBindingRow row) -> row.boundAt)
                        .thenComparing(row -> row.settlementId))
                .map(SettlementBindingRow::binding)
                .toList();
    }
}
