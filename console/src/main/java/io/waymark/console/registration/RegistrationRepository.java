package io.waymark.console.registration;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.ShipmentId;
import io.waymark.sealing.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Opens the book of a shipment in the current Hibernate Reactive transaction. Its row stays locked until the end of the
 * transaction: statements about one shipment are taken one after the other, those about different ones side by side.
 */
@ApplicationScoped
class RegistrationRepository {

    /** It returns something so that Hibernate takes it for a query: as an update it would empty all caches. */
    private static final String ENSURE =
            """
            insert into registered_shipment (shipment_id, carrier, tracking_number, revision, created_at)
            values (?1, ?2, ?3, 0, ?4) on conflict do nothing returning 1""";

    private static final String REGISTRATIONS = "from RegistrationRow where shipmentId = ?1";
    private static final String ERASED = "select merchant_id from erased_shipment where shipment_id = ?1";
    private static final String BINDINGS = "from SettlementBindingRow where shipmentId = ?1";

    private final Sealing sealing;

    RegistrationRepository(Sealing sealing) {
        this.sealing = sealing;
    }

    /** The shipment's book, begun if there is none. */
    Uni<RegistrationBook> open(RegistrationRequest request, Instant now) {
        ShipmentId id = request.shipmentId();
        SettlementRequest settlement = request.settlement();
        UUID settlementId = settlement == null ? null : settlement.idFor(request.trackingNumber());
        return Panache.getSession().chain(session -> session.createNativeQuery(ENSURE, Integer.class)
                .setParameter(1, id.value())
                .setParameter(2, request.carrier())
                .setParameter(3, request.trackingNumber())
                .setParameter(4, now)
                .getResultList()
                .chain(() -> lock(session, id))
                .chain(shipment -> book(session, shipment, settlementId)));
    }

    /** The shipment's book for a further settlement; empty if nobody registered the shipment. */
    Uni<Optional<RegistrationBook>> reopen(ShipmentId id, SettlementRequest settlement) {
        return Panache.getSession().chain(session -> lock(session, id)
                .chain(shipment -> shipment == null
                        ? Uni.createFrom().item(Optional.empty())
                        : book(session, shipment, settlement.idFor(shipment.trackingNumber))
                                .map(Optional::of)));
    }

    /** Stores new rows; changed ones are stored by the end of the transaction. */
    Uni<Void> store(List<Object> rows) {
        return Panache.getSession()
                .chain(session -> session.persistAll(rows.toArray()).chain(session::flush));
    }

    private static Uni<@Nullable RegisteredShipmentRow> lock(Mutiny.Session session, ShipmentId id) {
        return session.find(RegisteredShipmentRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    private Uni<RegistrationBook> book(
            Mutiny.Session session, RegisteredShipmentRow shipment, @Nullable UUID settlementId) {
        Uni<List<RegistrationRow>> registrations = session.createSelectionQuery(REGISTRATIONS, RegistrationRow.class)
                .setParameter(1, shipment.shipmentId)
                .getResultList();
        return registrations.chain(said -> session.createSelectionQuery(BINDINGS, SettlementBindingRow.class)
                .setParameter(1, shipment.shipmentId)
                .getResultList()
                .chain(bindings -> bound(session, settlementId).chain(bound -> erased(session, shipment)
                        .map(erased -> new RegistrationBook(shipment, said, bindings, bound, sealing, erased)))));
    }

    private static Uni<Set<String>> erased(Mutiny.Session session, RegisteredShipmentRow shipment) {
        return session.createNativeQuery(ERASED, String.class)
                .setParameter(1, shipment.shipmentId)
                .getResultList()
                .map(Set::copyOf);
    }

    private static Uni<@Nullable SettlementBindingRow> bound(Mutiny.Session session, @Nullable UUID settlementId) {
        return settlementId == null
                ? Uni.createFrom().nullItem()
                : session.find(SettlementBindingRow.class, settlementId);
    }
}
