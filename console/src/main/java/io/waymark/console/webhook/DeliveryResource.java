package io.waymark.console.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.FieldReader;
import io.waymark.api.request.JsonBody;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.api.Cursor;
import io.waymark.console.api.Page;
import io.waymark.console.api.PageRequest;
import io.waymark.console.idempotency.IdempotencyHandler.Idempotent;
import io.waymark.console.order.CommandResource;
import io.waymark.console.order.CommandView;
import io.waymark.console.order.OrderRequest;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.WebhookDelivery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What became of an endpoint's messages, and orders to send them again. An order is answered with 202 and its command's
 * Location once it cannot be lost; the notifier carries it out a moment later, or refuses it.
 */
@Path("/v1/webhooks/{endpointId}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class DeliveryResource {

    private final CallerHandler callers;
    private final WebhookHandler webhooks;
    private final DeliveryOrderHandler orders;

    DeliveryResource(CallerHandler callers, WebhookHandler webhooks, DeliveryOrderHandler orders) {
        this.callers = callers;
        this.webhooks = webhooks;
        this.orders = orders;
    }

    /** The body of a recovery, for the API's description alone. */
    record RecoveryBody(OffsetDateTime since) {}

    /** What was sent to it, and what is to be. */
    @GET
    @Path("/deliveries")
    @RolesAllowed({Scopes.READ, Scopes.OPERATE})
    @Operation(
            summary = "What became of an endpoint's messages, the newest first",
            description = "Of attempts the newest 20, oldest first. Kept for 30 days.")
    public Uni<Page<DeliveryView>> deliveries(
            @PathParam("endpointId") String endpointId,
            @Parameter(description = "WAITING, DELIVERED or FAILED") @QueryParam("state") @Nullable String state,
            @Parameter(description = "e.g. order.unlocked") @QueryParam("type") @Nullable String type,
            @Parameter(description = "with something to tell at or after this time") @QueryParam("since") @Nullable
                    String since,
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        UUID id = WebhookResource.id(endpointId);
        PageRequest page = PageRequest.of(Cursor.List.DELIVERIES, cursor, limit);
        DeliveryFilter wanted = new DeliveryFilter(
                QueryParameters.word("state", state, WebhookDelivery.State.class),
                QueryParameters.text("type", type),
                QueryParameters.time("since", since));
        return callers.current()
                .chain(caller -> webhooks.deliveries(caller, id, wanted, page.after(), page.rows()))
                .map(rows ->
                        Page.of(rows, page.limit(), DeliveryResource::cursor).map(DeliveryView::of));
    }

    /** Orders that a message be sent again now. */
    @POST
    @Path("/deliveries/{deliveryId}/resend")
    @Consumes(MediaType.WILDCARD) // clients name all kinds of types for no body
    @RolesAllowed(Scopes.OPERATE)
    @Idempotent
    @Operation(summary = "Send a message again now, whatever became of it", description = "With the same webhook-id.")
    @APIResponse(
            responseCode = "202",
            description = "ordered; Location tells what comes of it",
            content = @Content(schema = @Schema(implementation = CommandView.class)))
    public Uni<Response> resend(
            @PathParam("endpointId") String endpointId,
            @PathParam("deliveryId") String deliveryId,
            @HeaderParam(OrderRequest.IDEMPOTENCY_KEY) @Nullable String key) {
        UUID id = WebhookResource.id(endpointId);
        UUID delivery = WebhookResource.id(deliveryId);
        return callers.current()
                .chain(caller -> orders.resend(caller, id, delivery, key))
                .map(CommandResource::accepted);
    }

    /** Orders that all be sent again that an endpoint did not get. */
    @POST
    @Path("/recover")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.OPERATE)
    @Idempotent
    @Operation(summary = "Send again what an endpoint did not get since a time")
    @RequestBody(content = @Content(schema = @Schema(implementation = RecoveryBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "ordered; Location tells what comes of it",
            content = @Content(schema = @Schema(implementation = CommandView.class)))
    public Uni<Response> recover(
            @PathParam("endpointId") String endpointId,
            @HeaderParam(OrderRequest.IDEMPOTENCY_KEY) @Nullable String key,
            InputStream body) {
        UUID id = WebhookResource.id(endpointId);
        Instant since = since(JsonBody.object(body), Instant.now());
        return callers.current()
                .chain(caller -> orders.recover(caller, id, since, key))
                .map(CommandResource::accepted);
    }

    /** Orders a message that tells nothing. */
    @POST
    @Path("/test")
    @Consumes(MediaType.WILDCARD) // clients name all kinds of types for no body
    @RolesAllowed(Scopes.OPERATE)
    @Idempotent
    @Operation(summary = "Send an endpoint a message of type webhook.test")
    @APIResponse(
            responseCode = "202",
            description = "ordered; Location tells what comes of it",
            content = @Content(schema = @Schema(implementation = CommandView.class)))
    public Uni<Response> test(
            @PathParam("endpointId") String endpointId,
            @HeaderParam(OrderRequest.IDEMPOTENCY_KEY) @Nullable String key) {
        UUID id = WebhookResource.id(endpointId);
        return callers.current().chain(caller -> orders.test(caller, id, key)).map(CommandResource::accepted);
    }

    private static Instant since(ObjectNode body, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        FieldReader fields = new FieldReader(body, errors);
        OffsetDateTime since = fields.time("since");
        if (since == null && errors.isEmpty()) {
            fields.refuse("since", "is required");
        } else if (since != null && since.toInstant().isAfter(now)) {
            fields.refuse("since", "must not be in the future");
        }
        fields.refuseUnknown();
        if (since == null || !errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors));
        }
        return since.toInstant();
    }

    private static Cursor cursor(WebhookDelivery delivery) {
        return new Cursor(Cursor.List.DELIVERIES, new Position(delivery.createdAt(), delivery.deliveryId()));
    }
}
