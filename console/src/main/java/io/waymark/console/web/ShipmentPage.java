package io.waymark.console.web;

import static java.util.stream.Collectors.toMap;

import io.waymark.console.api.EventView;
import io.waymark.console.api.ExplainedEvent;
import io.waymark.console.api.ShipmentView;
import io.waymark.contract.Leg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shipment with its way.
 *
 * @param way newest first
 */
public record ShipmentPage(ShipmentView shipment, List<Stop> way) {

    /**
     * One event of the way.
     *
     * @param event what is told of it
     * @param why how it came about; null for one that came in between the two questions
     * @param leg the leg that begins here, going back in time; null within a leg, and where there is but one
     */
    public record Stop(EventView event, @Nullable ExplainedEvent why, @Nullable Leg leg) {

        /** Whether the shipment has its status by this event. */
        public boolean decides() {
            return why != null && why.decides();
        }
    }

    static ShipmentPage of(ShipmentView shipment, List<ExplainedEvent> explained) {
        Map<UUID, ExplainedEvent> why = explained.stream().collect(toMap(ExplainedEvent::eventId, one -> one));
        List<Stop> way = new ArrayList<>();
        Leg before = Leg.SINGLE;
        for (EventView event : Objects.requireNonNullElse(shipment.events(), List.<EventView>of())) {
            way.add(new Stop(event, why.get(event.eventId()), event.leg() == before ? null : event.leg()));
            before = event.leg();
        }
        return new ShipmentPage(shipment, way);
    }
}
