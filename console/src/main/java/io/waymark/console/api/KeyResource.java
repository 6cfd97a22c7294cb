package io.waymark.console.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.JsonBody;
import io.waymark.console.access.KeyHandler;
import io.waymark.console.access.KeyRequest;
import io.waymark.console.access.StoredKey;
import io.waymark.console.idempotency.IdempotencyHandler.Idempotent;
import io.waymark.console.readmodel.Position;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Keys, for operators: their own merchant's, for staff everybody's. A key of another merchant's is a 404. The key itself is
 * shown once, when it is made, and kept nowhere.
 */
@Path(KeyResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATE)
@Tag(name = "Keys")
public class KeyResource {

    static final String PATH = "/v1/keys";

    private final CallerHandler callers;
    private final KeyHandler keys;

    KeyResource(CallerHandler callers, KeyHandler keys) {
        this.callers = callers;
        this.keys = keys;
    }

    /** The body of a key to be made, for the API's description alone; {@link KeyRequest} reads it. */
    record KeyBody(String name, List<String> scopes, String merchantId, OffsetDateTime expiresAt) {}

    /** Makes a key. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            summary = "Make a key",
            description = "Its scopes are at most the caller's own. Only staff may name another merchant.")
    @RequestBody(content = @Content(schema = @Schema(implementation = KeyBody.class)))
    @APIResponse(
            responseCode = "201",
            description = "made; \"key\" is shown this once",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    public Uni<Response> make(InputStream body) {
        ObjectNode written = JsonBody.object(body);
        Instant now = Instant.now();
        return callers.current()
                .chain(caller -> callers.scopes()
                        .map(own -> KeyRequest.parse(written, caller, own, now))
                        .chain(request -> keys.make(caller, request)))
                .map(made -> Response.created(
                                URI.create(PATH + "/" + made.stored().keyId()))
                        .entity(KeyView.of(made.stored(), made.secret(), now))
                        .header("Cache-Control", "no-store")
                        .build());
    }

    /** The keys there are and were. */
    @GET
    @Operation(summary = "The merchant's keys, the newest first")
    public Uni<Page<KeyView>> list(
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        PageRequest page = PageRequest.of(Cursor.List.KEYS, cursor, limit);
        Instant now = Instant.now();
        return callers.current()
                .chain(caller -> keys.page(caller, page.after(), page.rows()))
                .map(rows ->
                        Page.of(rows, page.limit(), KeyResource::cursor).map(stored -> KeyView.of(stored, null, now)));
    }

    /** One key. */
    @GET
    @Path("/{keyId}")
    @Operation(summary = "A key: what it may do, and whether it works")
    public Uni<KeyView> key(@PathParam("keyId") String keyId) {
        return callers.current()
                .chain(caller -> keys.find(caller, keyId))
                .map(stored -> KeyView.of(stored, null, Instant.now()));
    }

    /** Ends a key for good. */
    @DELETE
    @Path("/{keyId}")
    @Operation(summary = "Revoke a key", description = "For good. A repeat changes nothing.")
    @APIResponse(responseCode = "204", description = "it works no longer")
    public Uni<Void> revoke(@PathParam("keyId") String keyId) {
        return callers.current().chain(caller -> keys.revoke(caller, keyId));
    }

    private static Cursor cursor(StoredKey stored) {
        return new Cursor(Cursor.List.KEYS, new Position(stored.createdAt(), stored.place()));
    }
}
