package io.waymark.console.track;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.JsonBody;
import io.waymark.console.api.Cursor;
import io.waymark.console.api.Page;
import io.waymark.console.api.PageRequest;
import io.waymark.console.idempotency.IdempotencyHandler.Idempotent;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.NameBasedId;
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
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
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
 * Publishable keys, by which a merchant's own pages show the tracking page of its parcels. A key of another merchant's is a
 * 404; one too many a 409.
 */
@Path(TrackingKeyResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATE)
@Tag(name = "Keys")
public class TrackingKeyResource {

    static final String PATH = "/v1/tracking-keys";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The newest first; so that a key which is deleted between two pages takes no other with it. */
    private static final Comparator<Position> ORDER =
            comparing(Position::at).thenComparing(Position::id).reversed();

    private final CallerHandler callers;
    private final TrackingKeyRepository keys;

    TrackingKeyResource(CallerHandler callers, TrackingKeyRepository keys) {
        this.callers = callers;
        this.keys = keys;
    }

    /** The body of a key to be made, for the API's description alone; {@link TrackingKey} reads it. */
    record TrackingKeyBody(String name, List<String> origins) {}

    /** Makes a key for the caller's merchant. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            summary = "Make a publishable key for the tracking page",
            description =
                    "It stands in the merchant's own pages and shows the tracking page of the merchant's parcels in"
                            + " pages of these origins. It is no secret and opens nothing else.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TrackingKeyBody.class)))
    @APIResponse(
            responseCode = "201",
            description = "made",
            content = @Content(schema = @Schema(implementation = TrackingKey.class)))
    public Uni<Response> make(InputStream body) {
        ObjectNode written = JsonBody.object(body);
        byte[] random = new byte[TrackingKey.RANDOM_BYTES];
        RANDOM.nextBytes(random);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return callers.current()
                .map(caller -> TrackingKey.parse(written, caller, random, now))
                .chain(key -> keys.add(key).map(isAdded -> made(key, isAdded)));
    }

    private static Response made(TrackingKey key, boolean isAdded) {
        if (!isAdded) {
            throw new ProblemException(Problem.of(
                    ProblemType.CONFLICT,
                    "There are " + TrackingKeyRepository.MOST + " keys already: delete one that is not used."));
        }
        return Response.created(URI.create(PATH + "/" + key.trackingKey()))
                .entity(key)
                .build();
    }

    /** Those there are, at most {@value TrackingKeyRepository#MOST}. */
    @GET
    @Operation(summary = "The merchant's publishable keys, the newest first")
    public Uni<Page<TrackingKey>> list(
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        PageRequest page = PageRequest.of(Cursor.List.TRACKING_KEYS, cursor, limit);
        return callers.current()
                .chain(caller -> keys.all(caller.merchantId()))
                .map(all -> Page.of(following(page, all), page.limit(), TrackingKeyResource::cursor));
    }

    private static List<TrackingKey> following(PageRequest page, List<TrackingKey> all) {
        Position after = page.after();
        return all.stream()
                .sorted(comparing(TrackingKeyResource::position, ORDER))
                .filter(key -> after == null || ORDER.compare(position(key), after) > 0)
                .limit(page.rows())
                .toList();
    }

    private static Cursor cursor(TrackingKey key) {
        return new Cursor(Cursor.List.TRACKING_KEYS, position(key));
    }

    private static Position position(TrackingKey key) {
        return new Position(key.createdAt(), NameBasedId.of(NameBasedId.WAYMARK, key.trackingKey()));
    }

    /** One key. */
    @GET
    @Path("/{trackingKey}")
    @Operation(summary = "A publishable key and the origins of the pages that may use it")
    public Uni<TrackingKey> key(@PathParam("trackingKey") String trackingKey) {
        String known = known(trackingKey);
        return callers.current()
                .chain(caller -> keys.find(known, caller.owner()))
                .map(found -> found.orElseThrow(TrackingKeyResource::notFound));
    }

    /** Ends a key. */
    @DELETE
    @Path("/{trackingKey}")
    @Operation(summary = "Delete a publishable key", description = "Pages that use it show the parcel no longer.")
    @APIResponse(responseCode = "204", description = "it works no longer")
    public Uni<Void> delete(@PathParam("trackingKey") String trackingKey) {
        String known = known(trackingKey);
        return callers.current()
                .chain(caller -> keys.remove(known, caller.owner()))
                .chain(isRemoved -> isRemoved
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(notFound()));
    }

    private static String known(String trackingKey) {
        if (!TrackingKey.isKey(trackingKey)) {
            throw notFound();
        }
        return trackingKey;
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("key");
    }
}
