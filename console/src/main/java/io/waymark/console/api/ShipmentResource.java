package io.waymark.console.api;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.readmodel.ShipmentFilter;
import io.waymark.console.readmodel.WorkQueue;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Questions about shipments. A merchant sees what it registered; a key with the scope {@code operate} also what nobody
 * registered. An id that is none, unknown or another merchant's is a 404; a bad query parameter a 400 that names it.
 */
@Path("/v1/shipments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.READ)
@Tag(name = "Shipments")
public class ShipmentResource {

    /** Which shipments a call asks for: each condition given narrows the list. Null where there is none. */
    public record Asked(
            @Parameter(description = "the carrier's code, Waymark's or Kuaidi100's; aliases count too")
                    @QueryParam("carrier")
                    @Nullable
                    String carrier,
            @Parameter(description = "aliases count too") @QueryParam("trackingNumber") @Nullable String trackingNumber,
            @QueryParam("orderId") @Nullable String orderId,
            @Parameter(description = "e.g. DELIVERED") @QueryParam("status") @Nullable String status,
            @Parameter(description = "e.g. ACTIVE") @QueryParam("monitoring") @Nullable String monitoring,
            @Parameter(description = "RETURNED_AFTER_DELIVERY, or AVAILABLE_TOO_LONG to be picked up")
                    @QueryParam("queue")
                    @Nullable
                    String queue) {

        /**
         * The conditions.
         *
         * @throws ProblemException if one is not what it should be: a 400 that names it
         */
        public ShipmentFilter filter() {
            return ShipmentFilter.of(
                            QueryParameters.text("carrier", carrier),
                            QueryParameters.text("trackingNumber", trackingNumber),
                            QueryParameters.text("orderId", orderId),
                            QueryParameters.word("status", status, ShipmentStatus.class),
                            QueryParameters.word("monitoring", monitoring, Monitoring.class))
                    .in(QueryParameters.word("queue", queue, WorkQueue.class));
        }
    }

    private static final String AS_OF = "what Waymark knew at a time, e.g. 2026-12-01T00:00:00Z; now if not given";

    private final CallerHandler callers;
    private final ShipmentQueryHandler shipments;

    ShipmentResource(CallerHandler callers, ShipmentQueryHandler shipments) {
        this.callers = callers;
        this.shipments = shipments;
    }

    /** One shipment with its events and the caller's settlements. */
    @GET
    @Path("/{shipmentId}")
    @Operation(
            summary = "A shipment with its events, newest first, and its settlements",
            description = "With \"asOf\": the shipment and its events as Waymark knew them then, without settlements.")
    public Uni<ShipmentView> shipment(
            @PathParam("shipmentId") String shipmentId,
            @Parameter(description = AS_OF) @QueryParam("asOf") @Nullable String asOf) {
        ShipmentId id = id(shipmentId);
        Instant then = AsOf.time(asOf);
        return callers.current()
                .chain(caller -> then == null ? shipments.shipment(caller, id) : shipments.shipment(caller, id, then));
    }

    /** A shipment's events, newest first, page by page. */
    @GET
    @Path("/{shipmentId}/events")
    @Operation(summary = "The canonical events of a shipment, newest first")
    public Uni<Page<EventView>> events(
            @PathParam("shipmentId") String shipmentId,
            @Parameter(description = AS_OF) @QueryParam("asOf") @Nullable String asOf,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        ShipmentId id = id(shipmentId);
        PageRequest page = PageRequest.of(Cursor.List.EVENTS, cursor, limit);
        Instant then = AsOf.time(asOf);
        return callers.current().chain(caller -> shipments.events(caller, id, then, page));
    }

    /** Why a shipment has its status: how each event came about, newest first, page by page. */
    @GET
    @Path("/{shipmentId}/explain")
    @Operation(
            summary = "How each event of a shipment came about, newest first",
            description = "Per event: the provider's own code, the rule and the version of the table that gave it its"
                    + " meaning, the raw record that told it, and whether it decides the present status.")
    public Uni<Page<ExplainedEvent>> explain(
            @PathParam("shipmentId") String shipmentId,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        ShipmentId id = id(shipmentId);
        PageRequest page = PageRequest.of(Cursor.List.EVENTS, cursor, limit);
        return callers.current().chain(caller -> shipments.explain(caller, id, page));
    }

    /** The caller's shipments, the last registered first. Each condition given narrows the list. */
    @GET
    @Operation(summary = "The merchant's shipments, the last registered first")
    public Uni<Page<ShipmentView>> list(
            @BeanParam Asked asked,
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        ShipmentFilter filter = asked.filter();
        PageRequest page = PageRequest.of(Cursor.List.SHIPMENTS, cursor, limit);
        return callers.current().chain(caller -> shipments.page(caller, filter, page));
    }

    private static ShipmentId id(String text) {
        return ShipmentId.parse(text).orElseThrow(() -> ProblemException.notFound("shipment"));
    }
}
