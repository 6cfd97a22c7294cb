package io.waymark.console.order;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.request.JsonBody;
import io.waymark.console.idempotency.IdempotencyHandler.Idempotent;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Takes an operator's orders about a settlement. The answer, 202 with the command's Location, comes once the order cannot
 * be lost; the ledger carries it out a moment later, or refuses it. A settlement that the caller cannot see is a 404.
 */
@Path("/v1/settlements")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATE)
@Idempotent
@Tag(name = "Settlements")
@APIResponse(
        responseCode = "202",
        description = "ordered; Location tells what comes of it",
        content = @Content(schema = @Schema(implementation = CommandView.class)))
@APIResponse(
        responseCode = "404",
        description = "no such settlement",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "409",
        description = "the Idempotency-Key was used for another order",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "422",
        description = "some fields are not valid",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class OrderResource {

    private final CallerHandler callers;
    private final OrderHandler orders;

    OrderResource(CallerHandler callers, OrderHandler orders) {
        this.callers = callers;
        this.orders = orders;
    }

    /** The body of an order, for the API's description alone. */
    record OrderBody(String reason) {}

    /** Orders that it be tried again now. Needs no reason, and no body. */
    @POST
    @Path("/{settlementId}/retry")
    @Consumes(MediaType.WILDCARD) // clients name all kinds of types for no body
    @Operation(summary = "Try a settlement again now", description = "The body may be left out.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = OrderBody.class)))
    public Uni<Response> retry(
            @PathParam("settlementId") String settlementId,
            @HeaderParam(OrderRequest.IDEMPOTENCY_KEY) @Nullable String key,
            InputStream body) {
        return take(SettlementOrder.RETRY, settlementId, key, body);
    }

    /** Orders that nothing be sent until it is released. */
    @POST
    @Path("/{settlementId}/hold")
    @Operation(summary = "Send nothing for a settlement until it is released")
    @RequestBody(content = @Content(schema = @Schema(implementation = OrderBody.class)))
    public Uni<Response> hold(
            @PathParam("settlementId") String settlementId,
            @HeaderParam(OrderRequest.IDEMPOTENCY_KEY) @Nullable String key,
            InputStream body) {
        return take(SettlementOrder.HOLD, settlementId, key, body);
    }

    /** Orders that one go on which is held, or which the end of its payment stopped. */
    @POST
    @Path("/{settlementId}/release")
    @Operation(summary = "Overrule what a settlement is held for, or stopped by")
    @RequestBody(content = @Content(schema = @Schema(implementation = OrderBody.class)))
    public Uni<Response> release(
            @PathParam("settlementId") String settlementId,
            @HeaderParam(OrderRequest.IDEMPOTENCY_KEY) @Nullable String key,
            InputStream body) {
        return take(SettlementOrder.RELEASE, settlementId, key, body);
    }

    /** Orders that it be given up for good. */
    @POST
    @Path("/{settlementId}/write-off")
    @Operation(summary = "Give a settlement up for good")
    @RequestBody(content = @Content(schema = @Schema(implementation = OrderBody.class)))
    public Uni<Response> writeOff(
            @PathParam("settlementId") String settlementId,
            @HeaderParam(OrderRequest.IDEMPOTENCY_KEY) @Nullable String key,
            InputStream body) {
        return take(SettlementOrder.WRITE_OFF, settlementId, key, body);
    }

    private Uni<Response> take(SettlementOrder order, String settlementId, @Nullable String key, InputStream body) {
        // settlements and shipments write their ids in the same form
        UUID id = ShipmentId.parse(settlementId)
                .orElseThrow(() -> ProblemException.notFound("settlement"))
                .value();
        String reason = order.reason(JsonBody.objectOrNothing(body));
        OrderRequest request = OrderRequest.of(order, id, reason, key);
        return callers.current().chain(caller -> orders.order(caller, request)).map(CommandResource::accepted);
    }
}
