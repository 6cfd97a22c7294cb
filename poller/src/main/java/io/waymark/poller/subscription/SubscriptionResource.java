package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** Who should be telling of a shipment, and what waits for a person, for operators: what a provider did not accept, and another try. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATE)
public class SubscriptionResource {

    private final LedgerRepository ledger;
    private final HeldRepository held;
    private final SubscriptionScheduler scheduler;

    SubscriptionResource(LedgerRepository ledger, HeldRepository held, SubscriptionScheduler scheduler) {
        this.ledger = ledger;
        this.held = held;
        this.scheduler = scheduler;
    }

    /** The first two hundred that wait for a person, longest waiting first: no places, no phones. */
    @GET
    @Path("/held")
    public Uni<Map<String, List<HeldNumber>>> held() {
        return held.held().map(items -> Map.of("items", items));
    }

    /** Every number of a shipment: who should be telling of it, since when, and when they last did. */
    @GET
    @Path("/{shipmentId}")
    public Uni<Map<String, List<Followed>>> numbers(@PathParam("shipmentId") String shipmentId) {
        ShipmentId id = ShipmentId.parse(shipmentId).orElseThrow(() -> ProblemException.notFound("shipment"));
        return ledger.numbers(id).map(items -> {
            if (items.isEmpty()) {
                throw ProblemException.notFound("shipment");
            }
            return Map.of("items", items);
        });
    }

    /** Has a shipment's held and refused subscriptions, and held queries, tried again, once what was wrong has been set right. */
    @POST
    @Path("/{shipmentId}/retry")
    public Uni<Map<String, Integer>> retry(@PathParam("shipmentId") String shipmentId) {
        ShipmentId id = ShipmentId.parse(shipmentId).orElseThrow(() -> ProblemException.notFound("subscription"));
        return held.retry(id).map(rows -> {
            if (rows == 0) {
                throw ProblemException.notFound("subscription that waits");
            }
            scheduler.wake();
            return Map.of("tried", rows);
        });
    }
}
