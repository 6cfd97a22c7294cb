package io.waymark.console.transfer;

import io.smallrye.mutiny.Multi;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.console.api.ShipmentResource;
import io.waymark.console.csv.CsvTable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's list of shipments as a table. */
@Path("/v1/shipments/export")
@RolesAllowed(Scopes.READ)
@Tag(name = "Shipments")
public class ExportResource {

    private final CallerHandler callers;
    private final ExportHandler exports;

    ExportResource(CallerHandler callers, ExportHandler exports) {
        this.callers = callers;
        this.exports = exports;
    }

    /** The caller's shipments, the last registered first. Each condition given narrows the list. */
    @GET
    @Produces(CsvTable.UTF_8_TYPE)
    @Operation(
            summary = "The merchant's shipments as CSV, the last registered first",
            description = "UTF-8 with a byte order mark; what a spreadsheet would take for a formula begins with an"
                    + " apostrophe. Counts as 100 calls.")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(implementation = String.class)))
    public Multi<byte[]> export(@BeanParam ShipmentResource.Asked asked) {
        return exports.file(callers.current(), asked.filter());
    }
}
