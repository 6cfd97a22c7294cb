package io.waymark.console.transfer;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.console.api.Page;
import io.waymark.console.csv.CsvTable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tells what becomes of imports. An id that is none, unknown or another merchant's is a 404. */
@Path(ImportResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.READ)
@Tag(name = "Imports")
public class ImportResource {

    static final String PATH = "/v1/imports";

    private final CallerHandler callers;
    private final ImportQueryHandler imports;

    ImportResource(CallerHandler callers, ImportQueryHandler imports) {
        this.callers = callers;
        this.imports = imports;
    }

    /** The imports there are and were. */
    @GET
    @Operation(summary = "The merchant's imports, the last received first")
    public Uni<Page<ImportView>> list(
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        return callers.current().chain(caller -> imports.page(caller, cursor, limit));
    }

    /** One import. */
    @GET
    @Path("/{importId}")
    @Operation(summary = "How far an import has come")
    public Uni<ImportView> one(@PathParam("importId") String importId) {
        return callers.current().chain(caller -> imports.one(caller, importId));
    }

    /** Ends an import; what is registered stays. */
    @DELETE
    @Path("/{importId}")
    @RolesAllowed(Scopes.REGISTER)
    @Operation(
            summary = "Cancel what has not been done of an import",
            description = "What is registered stays registered. An import that has ended stays as it is.")
    @APIResponse(responseCode = "200", description = "nothing more is registered")
    public Uni<ImportView> cancel(@PathParam("importId") String importId) {
        return callers.current().chain(caller -> imports.cancel(caller, importId));
    }

    /** The lines that were not registered. */
    @GET
    @Path("/{importId}/errors")
    @Operation(
            summary = "The lines of an import that were not registered, and why",
            description = "As CSV (Accept: text/csv) all of them at once.")
    public Uni<Page<LineError>> errors(
            @PathParam("importId") String importId,
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        return callers.current().chain(caller -> imports.errors(caller, importId, cursor, limit));
    }

    /** The same as a table. */
    @GET
    @Path("/{importId}/errors")
    @Produces(CsvTable.UTF_8_TYPE + ";qs=0.5")
    @Operation(hidden = true)
    public Multi<byte[]> errorTable(@PathParam("importId") String importId) {
        return imports.errorTable(callers.current(), importId);
    }
}
