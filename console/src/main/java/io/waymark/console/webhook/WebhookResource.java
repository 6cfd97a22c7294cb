package io.waymark.console.webhook;

import static java.util.Objects.requireNonNullElse;

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
import io.waymark.console.api.Cursor;
import io.waymark.console.api.Page;
import io.waymark.console.api.PageRequest;
import io.waymark.console.idempotency.IdempotencyHandler.Idempotent;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
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
 * A merchant's endpoints; for staff, everybody's. An id that is none, unknown or another merchant's is a 404, bad values a 422
 * that names them all. Whoever may read sees endpoints; their secrets are for operators.
 */
@Path(WebhookResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class WebhookResource {

    static final String PATH = "/v1/webhooks";

    /** How long the key before signs too, where nobody says. */
    public static final Duration USUAL_OVERLAP = Duration.ofHours(24);

    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    private final CallerHandler callers;
    private final WebhookHandler webhooks;

    WebhookResource(CallerHandler callers, WebhookHandler webhooks) {
        this.callers = callers;
        this.webhooks = webhooks;
    }

    /** The body of an endpoint, for the API's description alone; {@link WebhookRequest} reads it. */
    record WebhookBody(String url, List<String> types, boolean enabled, String description) {}

    /** The body of a rotation, for the API's description alone. */
    record RotationBody(Duration overlap) {}

    /** Makes an endpoint. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.OPERATE)
    @Idempotent
    @Operation(
            summary = "Name an endpoint that is to be told",
            description = "Of everything that Waymark learns from now on, or of some types alone.")
    @RequestBody(content = @Content(schema = @Schema(implementation = WebhookBody.class)))
    @APIResponse(
            responseCode = "201",
            description = "made, with the secret and the public key by which its messages are verified",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(
            responseCode = "409",
            description = "there are as many as there may be",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> make(InputStream body) {
        ObjectNode said = JsonBody.object(body);
        return callers.current().chain(caller -> webhooks.make(caller, said)).map(made -> Response.created(
                        URI.create(PATH + "/" + made.endpointId()))
                .entity(made)
                .header("Cache-Control", "no-store")
                .build());
    }

    /** The endpoints there are. */
    @GET
    @RolesAllowed({Scopes.READ, Scopes.OPERATE})
    @Operation(summary = "The merchant's endpoints, the newest first")
    public Uni<Page<WebhookView>> list(
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        PageRequest page = PageRequest.of(Cursor.List.WEBHOOKS, cursor, limit);
        return callers.current()
                .chain(caller -> webhooks.page(caller, page.after(), page.rows()))
                .map(rows ->
                        Page.of(rows, page.limit(), WebhookResource::cursor).map(webhooks::view));
    }

    /** One endpoint. */
    @GET
    @Path("/{endpointId}")
    @RolesAllowed({Scopes.READ, Scopes.OPERATE})
    @Operation(summary = "An endpoint")
    public Uni<WebhookView> webhook(@PathParam("endpointId") String endpointId) {
        UUID id = id(endpointId);
        return callers.current().chain(caller -> webhooks.webhook(caller, id));
    }

    /** Changes what is said of it; what is left out stays. */
    @PATCH
    @Path("/{endpointId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.OPERATE)
    @Operation(
            summary = "Change an endpoint",
            description = "Fields that are left out stay as they are; an empty list of types means all of them.")
    @RequestBody(content = @Content(schema = @Schema(implementation = WebhookBody.class)))
    public Uni<WebhookView> change(@PathParam("endpointId") String endpointId, InputStream body) {
        UUID id = id(endpointId);
        ObjectNode said = JsonBody.object(body);
        return callers.current().chain(caller -> webhooks.change(caller, id, said));
    }

    /** Ends an endpoint for good. */
    @DELETE
    @Path("/{endpointId}")
    @RolesAllowed(Scopes.OPERATE)
    @Operation(summary = "Delete an endpoint", description = "For good: what waits for it is not sent.")
    @APIResponse(responseCode = "204", description = "it is told no more")
    public Uni<Void> delete(@PathParam("endpointId") String endpointId) {
        UUID id = id(endpointId);
        return callers.current().chain(caller -> webhooks.delete(caller, id));
    }

    /** Gives it a new key. */
    @POST
    @Path("/{endpointId}/rotate")
    @Consumes(MediaType.WILDCARD) // clients name all kinds of types for no body
    @RolesAllowed(Scopes.OPERATE)
    @Idempotent
    @Operation(
            summary = "Give an endpoint a new key",
            description =
                    "Messages are signed by both until the overlap has passed: by default 24 hours, at most 7 days."
                            + " The body may be left out.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = RotationBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "rotated, with the new secret and public key",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Uni<Response> rotate(@PathParam("endpointId") String endpointId, InputStream body) {
        UUID id = id(endpointId);
        Duration overlap = overlap(body);
        return callers.current()
                .chain(caller -> webhooks.rotate(caller, id, overlap))
                .map(WebhookResource::unstored);
    }

    /** Its newest key. */
    @GET
    @Path("/{endpointId}/secret")
    @RolesAllowed(Scopes.OPERATE)
    @Operation(summary = "The newest key of an endpoint")
    @APIResponse(
            responseCode = "200",
            description = "the secret, and the public key",
            content = @Content(schema = @Schema(implementation = SecretView.class)))
    public Uni<Response> secret(@PathParam("endpointId") String endpointId) {
        UUID id = id(endpointId);
        return callers.current().chain(caller -> webhooks.secret(caller, id)).map(WebhookResource::unstored);
    }

    /** Fails with 404. Endpoints, deliveries and shipments write their ids in the same form. */
    public static UUID id(String text) {
        return ShipmentId.parse(text)
                .orElseThrow(() -> ProblemException.notFound("webhook"))
                .value();
    }

    private static Duration overlap(InputStream body) {
        List<FieldError> errors = new ArrayList<>();
        FieldReader fields = new FieldReader(JsonBody.objectOrNothing(body), errors);
        Duration overlap = fields.duration("overlap", Duration.ZERO, LONGEST_OVERLAP);
        fields.refuseUnknown();
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors));
        }
        return requireNonNullElse(overlap, USUAL_OVERLAP);
    }

    /** Holds a secret. */
    private static Response unstored(Object entity) {
        return Response.ok(entity).header("Cache-Control", "no-store").build();
    }

    private static Cursor cursor(StoredWebhook stored) {
        return new Cursor(
                Cursor.List.WEBHOOKS,
                new Position(stored.endpoint().createdAt(), stored.endpoint().endpointId()));
    }
}
