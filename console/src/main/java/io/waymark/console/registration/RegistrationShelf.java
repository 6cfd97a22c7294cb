package io.waymark.console.registration;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.waymark.sealing.Sealing;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of many shipments, of which the book of each is made. */
final class RegistrationShelf {

    private final Map<UUID, RegisteredShipmentRow> shipments;
    private final Map<UUID, List<RegistrationRow>> said;
    private final Map<UUID, List<SettlementBindingRow>> boundTo;
    private final Map<UUID, SettlementBindingRow> bindings;
    private final Map<UUID, Set<String>> erased;
    private final Sealing sealing;

    /**
     * @param bindings of these shipments, and what else a statement names
     * @param erased by shipment, the merchants whose registration was erased; an empty name stands for all
     */
    RegistrationShelf(
            List<RegisteredShipmentRow> shipments,
            List<RegistrationRow> said,
            List<SettlementBindingRow> bindings,
            Map<UUID, Set<String>> erased,
            Sealing sealing) {
        this.shipments = shipments.stream().collect(toMap(row -> row.shipmentId, Function.identity()));
        this.said = said.stream().collect(groupingBy(row -> row.shipmentId));
        this.boundTo = bindings.stream().collect(groupingBy(row -> row.shipmentId));
        this.bindings = bindings.stream().collect(toMap(row -> row.settlementId, Function.identity()));
        this.erased = erased;
        this.sealing = sealing;
    }

    /**
     * The book of one of the shipments.
     *
     * @param settlement that a statement names; null if it names none
     */
    RegistrationBook book(UUID shipment, @Nullable UUID settlement) {
        return new RegistrationBook(
                Objects.requireNonNull(shipments.get(shipment)),
                said.getOrDefault(shipment, List.of()),
                boundTo.getOrDefault(shipment, List.of()),
                settlement == null ? null : bindings.get(settlement),
                sealing,
                erased.getOrDefault(shipment, Set.of()));
    }

    /** The books of all of them, to be published. */
    List<RegistrationBook> books() {
        return shipments.keySet().stream().map(shipment -> book(shipment, null)).toList();
    }
}
