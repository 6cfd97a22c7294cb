package io.waymark.console.report;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.console.api.Cursor;
import io.waymark.console.api.Page;
import io.waymark.console.api.PageRequest;
import io.waymark.console.csv.CsvTable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/**
 * The parcels behind the sums of cash on delivery: page by page, or all of them as a table, which is read from the database
 * as fast as the client takes it. A failure on the way cuts the connection, so that no client takes a part for the whole.
 */
@Path("/v1/reports/cod/parcels")
@RolesAllowed(Scopes.READ)
@Tag(name = "Reports")
public class CashParcelResource {

    private final CallerHandler callers;
    private final CashRepository cash;

    CashParcelResource(CallerHandler callers, CashRepository cash) {
        this.callers = callers;
        this.cash = cash;
    }

    /** A page of them, for the description alone. */
    record CashParcels(List<CashParcel> items, @Nullable String next) {}

    /** Part of the list. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Parcels with cash on delivery that were signed for, the last signed first",
            description = "As text/csv all of them at once." + ReportResource.COST)
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = CashParcels.class)),
                @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Uni<Page<CashParcel>> page(
            @BeanParam ReportResource.Asked asked,
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        ReportRange range = asked.range();
        PageRequest page = PageRequest.of(Cursor.List.CASH, cursor, limit);
        return callers.current()
                .chain(caller -> cash.page(range, caller.owner(), page.after(), page.rows()))
                .map(rows -> Page.of(rows, page.limit(), row -> new Cursor(Cursor.List.CASH, row.position()))
                        .map(CashRepository.Placed::parcel));
    }

    /** The whole list. */
    @GET
    @Produces(CsvTable.UTF_8_TYPE + ";qs=0.5")
    @Operation(hidden = true)
    public Multi<byte[]> table(@BeanParam ReportResource.Asked asked) {
        ReportRange range = asked.range();
        Multi<byte[]> parts = callers.current()
                .onItem()
                .transformToMulti(caller -> cash.all(range, caller.owner()))
                .map(CashParcel.table())
                .onFailure()
                .invoke(failure -> Log.warnf("export cut short error=%s", failure.toString()));
        return RestMulti.fromMultiData(parts)
                .header(HttpHeaders.CONTENT_TYPE, CsvTable.UTF_8_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"cash-on-delivery-parcels.csv\"")
                .build();
    }
}
