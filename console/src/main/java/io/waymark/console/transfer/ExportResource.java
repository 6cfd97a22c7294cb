package io.waymark.console.transfer;

import io.smallrye.mutiny.Multi;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.csv.CsvTable;
import io.waymark.console.readmodel.ShipmentFilter;
import io.waymark.console.readmodel.WorkQueue;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

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
    public Multi<byte[]> export(
            @Parameter(description = "the carrier's code, Waymark's or Kuaidi100's; aliases count too")
                    @QueryParam("carrier")
                    @Nullable
                    String carrier,
            @Parameter(description = "aliases count too") @QueryParam("trackingNumber") @Nullable String trackingNumber,
            @QueryParam("orderId") @Nullable String orderId,
            @Parameter(description = "e.g. DELIVERED") @QueryParam("status") @Nullable String status,
            @Parameter(description = "e.g. ACTIVE") @QueryParam("monitoring") @Nullable String monitoring,
            @Parameter(description = "RETURNED_AFTER_DELIVERY, or AVAILABLE_TOO_LONG to be picked up")
                    @QueryParam("queue")
                    @Nullable
                    String queue) {
        ShipmentFilter filter = ShipmentFilter.of(
                        QueryParameters.text("carrier", carrier),
                        QueryParameters.text("trackingNumber", trackingNumber),
                        QueryParameters.text("orderId", orderId),
                        QueryParameters.word("status", status, ShipmentStatus.class),
                        QueryParameters.word("monitoring", monitoring, Monitoring.class))
                .in(QueryParameters.word("queue", queue, WorkQueue.class));
        return exports.file(callers.current(), filter);
    }
}
