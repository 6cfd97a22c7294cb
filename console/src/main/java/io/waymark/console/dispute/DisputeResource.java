package io.waymark.console.dispute;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Hands out dispute packs. A settlement that the caller cannot see is a 404; while Kafka, which holds the raw records, is
 * away, the answer is a 503.
 */
@Path("/v1/settlements")
@Produces(DisputeResource.ZIP)
@RolesAllowed(Scopes.READ)
@Tag(name = "Settlements")
public class DisputeResource {

    /** What a pack is sent as. */
    public static final String ZIP = "application/zip";

    private final CallerHandler callers;
    private final DisputeHandler disputes;

    DisputeResource(CallerHandler callers, DisputeHandler disputes) {
        this.callers = callers;
        this.disputes = disputes;
    }

    /** All evidence of one settlement in one file. */
    @GET
    @Path("/{settlementId}/dispute-pack")
    @Operation(
            summary = "All evidence of a settlement as one ZIP file",
            description = "A summary for people (zh and en), the settlement with every change and attempt, the parcel's"
                    + " events, the digests of the raw records behind them and who verified each, and the SHA-256 of"
                    + " every file. The same state gives the same bytes.")
    @APIResponse(
            responseCode = "200",
            description = "the pack",
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> pack(@PathParam("settlementId") String settlementId) {
        // settlements and shipments write their ids in the same form
        UUID id = ShipmentId.parse(settlementId)
                .orElseThrow(() -> ProblemException.notFound("settlement"))
                .value();
        return callers.current().chain(caller -> disputes.pack(caller, id)).map(pack -> file(id, pack));
    }

    /** The answer that is a settlement's pack. */
    public static Response file(UUID settlementId, byte[] pack) {
        return Response.ok(pack, ZIP)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"waymark-settlement-" + settlementId + ".zip\"")
                .build();
    }
}
