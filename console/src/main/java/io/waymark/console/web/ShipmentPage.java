package io.waymark.console.web;

import io.waymark.console.api.EventView;
import io.waymark.console.api.ExplainedEvent;
import io.waymark.console.api.ShipmentQueryHandler.Explained;
import io.waymark.console.api.ShipmentView;
import io.waymark.contract.Leg;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
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
     * @param why how it came about
     * @param leg the leg that begins here, going back in time; null within a leg, and where there is but one
     */
    public record Stop(EventView event, ExplainedEvent why, @Nullable Leg leg) {

        /** Whether the shipment has its status by this event. */
        public boolean decides() {
            return why.decides();
        }
    }

    static ShipmentPage of(Explained explained) {
        ShipmentView shipment = explained.shipment();
        Iterator<ExplainedEvent> why = explained.events().iterator();
        List<Stop> way = new ArrayList<>();
        Leg before = Leg.SINGLE;
        for (EventView event : Objects.requireNonNullElse(shipment.events(), List.<EventView>of())) {
            way.add(new Stop(event, why.next(), event.leg() == before ? null : event.leg()));
            before = event.leg();
        }
        return new ShipmentPage(shipment, way);
    }
}
