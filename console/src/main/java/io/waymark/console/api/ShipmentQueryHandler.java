package io.waymark.console.api;

import static java.util.stream.Collectors.groupingBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.ProblemException;
import io.waymark.console.eta.EtaHandler;
import io.waymark.console.readmodel.EventQueryRepository;
import io.waymark.console.readmodel.Position;
import io.waymark.console.readmodel.SeedRepository;
import io.waymark.console.readmodel.SettlementQueryRepository;
import io.waymark.console.readmodel.ShipmentFilter;
import io.waymark.console.readmodel.ShipmentQueryRepository;
import io.waymark.console.readmodel.StoredSettlement;
import io.waymark.console.readmodel.StoredShipment;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.TrackingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Puts a shipment together from what the read model knows of it. Everything is for one caller: what that caller may
 * not see does not exist.
 */
@ApplicationScoped
public class ShipmentQueryHandler {

    /** Shipments that are read at a time where all are wanted. */
    private static final int PART = 500;

    private final ShipmentQueryRepository shipments;
    private final EventQueryRepository events;
    private final SettlementQueryRepository settlements;
    private final EtaHandler arrivals;

    ShipmentQueryHandler(
            ShipmentQueryRepository shipments,
            EventQueryRepository events,
            SettlementQueryRepository settlements,
            EtaHandler arrivals) {
        this.shipments = shipments;
        this.events = events;
        this.settlements = settlements;
        this.arrivals = arrivals;
    }

    /**
     * A shipment with its events.
     *
     * @param events how each of the shipment's came about, in the same order
     */
    public record Explained(ShipmentView shipment, List<ExplainedEvent> events) {}

    /** The shipment with its events and settlements; fails with 404. */
    public Uni<ShipmentView> shipment(Caller caller, ShipmentId id) {
        return visible(caller, id).chain(stored -> withDetails(caller, stored, events.all(id)));
    }

    /** The same, and how each event came about. */
    public Uni<Explained> explained(Caller caller, ShipmentId id) {
        Uni<List<TrackingEvent>> told = events.all(id).memoize().indefinitely();
        return visible(caller, id).chain(stored -> Uni.combine()
                .all()
                .unis(
                        withDetails(caller, stored, told),
                        told,
                        deciding(id, stored.shipment().decidedBy()))
                .with((shipment, all, deciding) -> new Explained(
                        shipment,
                        all.stream().map(event -> explained(event, deciding)).toList())));
    }

    /** The shipment and its events as Waymark knew them at a time; fails with 404, also before it knew any. */
    Uni<ShipmentView> shipment(Caller caller, ShipmentId id, Instant asOf) {
        return known(caller, id, asOf)
                .chain(stored -> events.all(id, stored.shipment().sequence())
                        .map(told -> ShipmentView.of(
                                stored, null, told.stream().map(EventView::of).toList(), null)));
    }

    Uni<Page<EventView>> events(Caller caller, ShipmentId id, @Nullable Instant asOf, PageRequest page) {
        Uni<Long> last = asOf == null
                ? visible(caller, id).replaceWith(EventQueryRepository.EVERY)
                : known(caller, id, asOf).map(stored -> stored.shipment().sequence());
        return last.chain(sequence -> eventPage(id, sequence, page)).map(rows -> rows.map(EventView::of));
    }

    /** How each event came about, and which of them decides the status. */
    Uni<Page<ExplainedEvent>> explain(Caller caller, ShipmentId id, PageRequest page) {
        return visible(caller, id)
                .chain(stored -> deciding(id, stored.shipment().decidedBy()))
                .chain(deciding -> eventPage(id, EventQueryRepository.EVERY, page)
                        .map(rows -> rows.map(event -> explained(event, deciding))));
    }

    private static ExplainedEvent explained(TrackingEvent event, Optional<UUID> deciding) {
        return ExplainedEvent.of(event, deciding.filter(event.eventId()::equals).isPresent());
    }

    private Uni<Page<TrackingEvent>> eventPage(ShipmentId id, long sequence, PageRequest page) {
        return events.page(id, sequence, page.after(), page.rows())
                .map(rows -> Page.of(rows, page.limit(), ShipmentQueryHandler::cursor));
    }

    private Uni<Optional<UUID>> deciding(ShipmentId id, @Nullable UUID scan) {
        return scan == null ? Uni.createFrom().item(Optional.empty()) : events.newestOf(id, scan);
    }

    /**
     * Part of the caller's list, the last registered first. Fails with 400 for a cursor or a limit that is none.
     *
     * @param cursor the "next" of the part before; null for the first
     * @param limit how many; null for the usual number
     */
    public Uni<Page<ShipmentView>> page(
            Caller caller, ShipmentFilter filter, @Nullable String cursor, @Nullable String limit) {
        return page(caller, filter, PageRequest.of(Cursor.List.SHIPMENTS, cursor, limit));
    }

    Uni<Page<ShipmentView>> page(Caller caller, ShipmentFilter filter, PageRequest page) {
        return shipments
                .page(caller.merchantId(), caller.isOperator(), filter, page.after(), page.rows())
                .map(rows -> Page.of(rows, page.limit(), ShipmentQueryHandler::cursor))
                .chain(rows -> withSettlements(caller, rows));
    }

    /**
     * All shipments of the caller's list, part by part and the last registered first. A part is read when it is asked for, and
     * nothing is held meanwhile; there is at least one, which may be empty.
     */
    public Multi<List<ShipmentView>> all(Caller caller, ShipmentFilter filter) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicReference<@Nullable Position>::new, place -> part(caller, filter, place))
                .whilst(part -> part.size() == PART);
    }

    private Uni<List<ShipmentView>> part(
            Caller caller, ShipmentFilter filter, AtomicReference<@Nullable Position> place) {
        return shipments
                .page(caller.merchantId(), caller.isOperator(), filter, place.get(), PART)
                .invoke(rows -> rows.stream().reduce((one, next) -> next).ifPresent(last -> place.set(position(last))))
                .chain(rows -> withSettlements(caller, new Page<>(rows, null)))
                .map(Page::items);
    }

    /** Completes if the caller may see the shipment; fails with 404. */
    public Uni<Void> expectVisible(Caller caller, ShipmentId id) {
        return visible(caller, id).replaceWithVoid();
    }

    private Uni<StoredShipment> visible(Caller caller, ShipmentId id) {
        return shipments
                .find(caller.merchantId(), caller.isOperator(), id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("shipment")));
    }

    /** From when it was registered until the normalizer spoke, nothing was known but the number. */
    private Uni<StoredShipment> known(Caller caller, ShipmentId id, Instant asOf) {
        return visible(caller, id).chain(stored -> shipments.asOf(id, asOf).map(told -> {
            Shipment now = stored.shipment();
            Shipment then = told.orElseGet(() -> SeedRepository.of(id, now.carrier(), now.trackingNumber()));
            if (told.isEmpty() && asOf.isBefore(stored.listedAt())) {
                throw ProblemException.notFound("shipment");
            }
            return new StoredShipment(then, stored.orderId(), stored.listedAt());
        }));
    }

    private Uni<ShipmentView> withDetails(Caller caller, StoredShipment stored, Uni<List<TrackingEvent>> events) {
        ShipmentId id = stored.shipment().shipmentId();
        return Uni.combine()
                .all()
                .unis(
                        arrivals.of(stored.shipment(), caller.owner()),
                        events,
                        settlements.of(caller.merchantId(), List.of(id)))
                .with((eta, told, bound) -> ShipmentView.of(
                        stored,
                        eta.orElse(null),
                        told.stream().map(EventView::of).toList(),
                        views(bound)));
    }

    private Uni<Page<ShipmentView>> withSettlements(Caller caller, Page<StoredShipment> page) {
        List<ShipmentId> ids = page.items().stream()
                .map(stored -> stored.shipment().shipmentId())
                .toList();
        return settlements.of(caller.merchantId(), ids).map(rows -> {
            Map<ShipmentId, List<StoredSettlement>> byShipment =
                    rows.stream().collect(groupingBy(StoredSettlement::shipmentId));
            return page.map(stored -> ShipmentView.of(
                    stored,
                    null,
                    null,
                    views(byShipment.getOrDefault(stored.shipment().shipmentId(), List.of()))));
        });
    }

    private static List<SettlementView> views(List<StoredSettlement> rows) {
        return rows.stream().map(SettlementView::of).toList();
    }

    private static Cursor cursor(StoredShipment stored) {
        return new Cursor(Cursor.List.SHIPMENTS, position(stored));
    }

    private static Position position(StoredShipment stored) {
        return new Position(stored.listedAt(), stored.shipment().shipmentId().value());
    }

    private static Cursor cursor(TrackingEvent event) {
        return new Cursor(Cursor.List.EVENTS, new Position(event.occurredAt().toInstant(), event.eventId()));
    }
}
