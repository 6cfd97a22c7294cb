package io.waymark.console.transfer;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.api.ShipmentQueryHandler;
import io.waymark.console.csv.CsvTable;
import io.waymark.console.readmodel.ShipmentFilter;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/**
 * Writes the caller's list of shipments as a table. It is read from the database as fast as the client takes it, and neither
 * memory nor a connection is held for what the client has not taken yet. A failure on the way cuts the connection, so that
 * no client takes a part for the whole.
 */
@Path("/v1/shipments/export")
@RolesAllowed(Scopes.READ)
@Tag(name = "Shipments")
public class ExportResource {

    private final CallerHandler callers;
    private final ShipmentQueryHandler shipments;

    ExportResource(CallerHandler callers, ShipmentQueryHandler shipments) {
        this.callers = callers;
        this.shipments = shipments;
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
            @Parameter(description = "e.g. ACTIVE") @QueryParam("monitoring") @Nullable String monitoring) {
        ShipmentFilter filter = ShipmentFilter.of(
                QueryParameters.text("carrier", carrier),
                QueryParameters.text("trackingNumber", trackingNumber),
                QueryParameters.text("orderId", orderId),
                QueryParameters.word("status", status, ShipmentStatus.class),
                QueryParameters.word("monitoring", monitoring, Monitoring.class));
        Multi<byte[]> parts = callers.current()
                .onItem()
                .transformToMulti(caller -> shipments.all(caller, filter))
                .map(ShipmentTable.parts())
                .onFailure()
                .invoke(failure -> Log.warnf("export cut short error=%s", failure.toString()));
        return RestMulti.fromMultiData(parts)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"shipments.csv\"")
                .build();
    }
}
