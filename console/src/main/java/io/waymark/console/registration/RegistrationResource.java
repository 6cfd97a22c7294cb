package io.waymark.console.registration;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.request.JsonBody;
import io.waymark.console.api.SettlementView;
import io.waymark.console.api.ShipmentQueryHandler;
import io.waymark.console.api.ShipmentView;
import io.waymark.console.idempotency.IdempotencyHandler.Idempotent;
import io.waymark.console.readmodel.SettlementQueryRepository;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Takes registrations. Bytes that are not JSON get 400, more than 64 KiB 413, another content type 415, bad values 422
 * with every field at fault, a contradiction to what the merchant said before 409. A repeat gets 200 and changes
 * nothing; the first 201. The answer comes after the commit.
 */
@Path("/v1/shipments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.REGISTER)
@Idempotent
@Tag(name = "Shipments")
public class RegistrationResource {

    private final CallerHandler callers;
    private final RegistrationHandler registrations;
    private final AliasHandler aliases;
    private final ShipmentQueryHandler shipments;
    private final SettlementQueryRepository settlements;

    RegistrationResource(
            CallerHandler callers,
            RegistrationHandler registrations,
            AliasHandler aliases,
            ShipmentQueryHandler shipments,
            SettlementQueryRepository settlements) {
        this.callers = callers;
        this.registrations = registrations;
        this.aliases = aliases;
        this.shipments = shipments;
        this.settlements = settlements;
    }

    /** Registers a shipment. */
    @POST
    @Operation(summary = "Register a shipment")
    @RequestBody(content = @Content(schema = @Schema(implementation = RegistrationBody.class)))
    @APIResponse(
            responseCode = "201",
            description = "registered; 200 on a repeat",
            content = @Content(schema = @Schema(implementation = ShipmentView.class)))
    @APIResponse(
            responseCode = "422",
            description = "some fields are not valid; 409 where a repeat contradicts the earlier one",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> register(InputStream body) {
        RegistrationRequest request = RegistrationParser.parse(JsonBody.object(body));
        return callers.current().chain(caller -> register(caller, request));
    }

    /** Binds a further settlement to a shipment that the merchant registered. */
    @POST
    @Path("/{shipmentId}/settlements")
    @Operation(summary = "Bind a further settlement to a shipment")
    @RequestBody(content = @Content(schema = @Schema(implementation = RegistrationBody.SettlementBody.class)))
    @APIResponse(
            responseCode = "201",
            description = "bound; 200 on a repeat",
            content = @Content(schema = @Schema(implementation = SettlementView.class)))
    public Uni<Response> settle(@PathParam("shipmentId") String shipmentId, InputStream body) {
        ShipmentId id = ShipmentId.parse(shipmentId).orElseThrow(() -> ProblemException.notFound("shipment"));
        SettlementRequest settlement = SettlementParser.parse(JsonBody.object(body));
        return callers.current().chain(caller -> settle(caller, id, settlement));
    }

    /** Says that a further number is the same parcel's, e.g. after a hand-over to another carrier. */
    @POST
    @Path("/{shipmentId}/aliases")
    @Operation(
            summary = "Name a further number of the same parcel",
            description =
                    "Its scans count for this shipment too. Location is the shipment, whose aliases tell the outcome.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RegistrationBody.AliasBody.class)))
    @APIResponse(responseCode = "202", description = "ordered; a repeat changes nothing")
    public Uni<Response> link(@PathParam("shipmentId") String shipmentId, InputStream body) {
        ShipmentId id = ShipmentId.parse(shipmentId).orElseThrow(() -> ProblemException.notFound("shipment"));
        AliasRequest alias = RegistrationParser.parseAlias(JsonBody.object(body));
        return callers.current()
                .chain(caller -> aliases.order(caller, id, alias))
                .map(ordered -> Response.accepted()
                        .location(URI.create("/v1/shipments/" + id))
                        .build());
    }

    private Uni<Response> register(Caller caller, RegistrationRequest request) {
        ShipmentId id = request.shipmentId();
        return registrations.register(caller.merchantId(), request).chain(isNew -> shipments
                .shipment(caller, id)
                .map(shipment -> answer(isNew, "/v1/shipments/" + id, shipment)));
    }

    private Uni<Response> settle(Caller caller, ShipmentId id, SettlementRequest settlement) {
        return registrations
                .settle(caller.merchantId(), id, settlement)
                .chain(settled -> answer(caller, settled.isNew(), settled.settlementId()));
    }

    private Uni<Response> answer(Caller caller, boolean isNew, UUID settlementId) {
        return settlements
                .find(caller.merchantId(), settlementId)
                .map(found -> answer(isNew, "/v1/settlements/" + settlementId, SettlementView.of(found.orElseThrow())));
    }

    private static Response answer(boolean isNew, String path, Object entity) {
        return isNew
                ? Response.created(URI.create(path)).entity(entity).build()
                : Response.ok(entity).build();
    }
}
