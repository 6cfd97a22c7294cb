package io.waymark.console.stream;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.QueryParameters;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A shipment's events as they come. An id that is none, unknown or another merchant's is a 404; a place to go on from that is
 * no sequence a 400.
 */
@Path("/v1/shipments/{shipmentId}/stream")
@RolesAllowed(Scopes.READ)
@Tag(name = "Shipments")
public class StreamResource {

    /** The header in which a reader says where it was. */
    public static final String LAST = "Last-Event-ID";

    private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

    private final CallerHandler callers;
    private final StreamHandler streams;

    StreamResource(CallerHandler callers, StreamHandler streams) {
        this.callers = callers;
        this.streams = streams;
    }

    /** The events that follow one, in the order of their sequence, then each that comes. */
    @GET
    @Operation(
            summary = "The canonical events of a shipment as they come, as Server-Sent Events",
            description =
                    "One message per event, the oldest first: its id is the event's sequence, its data the event as"
                            + " in the list of events. It ends after some minutes; with Last-Event-ID, which browsers send by"
                            + " themselves, it goes on where it was.")
    @APIResponse(
            responseCode = "200",
            description = "the stream; 429 where the key holds too many, 503 where all of them are taken",
            content =
                    @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = String.class)))
    public Uni<Response> stream(
            @PathParam("shipmentId") String shipmentId,
            @Parameter(description = "the sequence of the last event that the reader has") @HeaderParam(LAST) @Nullable
                    String lastEventId,
            @Parameter(description = "the same, for those who cannot send headers; Last-Event-ID comes first")
                    @QueryParam("after")
                    @Nullable
                    String after) {
        ShipmentId id = ShipmentId.parse(shipmentId).orElseThrow(() -> ProblemException.notFound("shipment"));
        long last = last(lastEventId, after);
        return callers.current().chain(caller -> streams.open(caller, id, last));
    }

    /** The sequence after which a reader goes on; 0 if it said nothing. Fails with 400 naming the one at fault. */
    public static long last(@Nullable String lastEventId, @Nullable String after) {
        String header = QueryParameters.given(lastEventId);
        return header == null ? sequence("after", QueryParameters.given(after)) : sequence(LAST, header);
    }

    private static long sequence(String parameter, @Nullable String given) {
        if (given == null) {
            return 0;
        }
        if (SEQUENCE.matcher(given).matches()) {
            return Long.parseLong(given);
        }
        throw ProblemException.of(ProblemType.MALFORMED, parameter, "must be the sequence of an event");
    }
}
