package io.waymark.console.erasure;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Has erased what is held of the person whom a shipment is about. The answer comes once the order cannot be lost. */
@Path("/v1/shipments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATE)
@Tag(name = "Erasures")
public class ErasureOrderResource {

    private final CallerHandler callers;
    private final ErasureOrderHandler orders;

    ErasureOrderResource(CallerHandler callers, ErasureOrderHandler orders) {
        this.callers = callers;
        this.orders = orders;
    }

    /** Orders that it be erased. */
    @DELETE
    @Path("/{shipmentId}/personal-data")
    @Operation(
            summary = "Erase what is held of the person whom a shipment is about",
            description =
                    "Cannot be undone, and the number cannot be registered again. Where other merchants registered the"
                            + " shipment too, only the caller's registration is erased. A repeat tells of the same erasure.")
    @APIResponse(
            responseCode = "202",
            description = "ordered; Location tells what comes of it. 200 where it is done",
            content = @Content(schema = @Schema(implementation = ErasureView.class)))
    @APIResponse(
            responseCode = "404",
            description = "no such shipment",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "a settlement of it is open",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> erase(@PathParam("shipmentId") String shipmentId) {
        ShipmentId id = ShipmentId.parse(shipmentId).orElseThrow(() -> ProblemException.notFound("shipment"));
        return callers.current().chain(caller -> orders.order(caller, id)).map(ErasureOrderResource::answer);
    }

    private static Response answer(ErasureView erasure) {
        return (erasure.isOpen() ? Response.accepted(erasure) : Response.ok(erasure))
                .header("Location", ErasureResource.PATH + "/" + erasure.erasureId())
                .build();
    }
}
