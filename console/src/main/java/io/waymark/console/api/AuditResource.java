package io.waymark.console.api;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.audit.AuditEntry;
import io.waymark.console.audit.AuditFilter;
import io.waymark.console.audit.AuditRepository;
import io.waymark.console.readmodel.Position;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who asked for what, for operators: their own merchant's keys and people; for staff everybody's, the unknown too. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATE)
@Tag(name = "Audit")
public class AuditResource {

    private final CallerHandler callers;
    private final AuditRepository audit;

    AuditResource(CallerHandler callers, AuditRepository audit) {
        this.callers = callers;
        this.audit = audit;
    }

    /** What was asked for, whatever the answer. A bad query parameter is a 400 that names it. */
    @GET
    @Operation(
            summary = "Calls that were to change something, and logins, the newest first",
            description = "Who, what, when, from which network, and the status of the answer; refused ones too.")
    public Uni<Page<AuditEntry>> list(
            @Parameter(description = "e.g. default/key-4bb1e3bf2a56") @QueryParam("actor") @Nullable String actor,
            @Parameter(description = "e.g. POST /v1/shipments, or login") @QueryParam("action") @Nullable String action,
            @Parameter(description = "at or after this time; everything if not given") @QueryParam("from") @Nullable
                    String from,
            @Parameter(description = "before this time") @QueryParam("to") @Nullable String to,
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        PageRequest page = PageRequest.of(Cursor.List.AUDIT, cursor, limit);
        AuditFilter wanted = new AuditFilter(
                null,
                QueryParameters.text("actor", actor),
                QueryParameters.text("action", action),
                QueryParameters.time("from", from),
                QueryParameters.time("to", to));
        return callers.current()
                .chain(caller -> audit.page(wanted.of(caller.owner()), page.after(), page.rows()))
                .map(rows -> Page.of(rows, page.limit(), AuditResource::cursor));
    }

    private static Cursor cursor(AuditEntry entry) {
        return new Cursor(Cursor.List.AUDIT, new Position(entry.at(), entry.id()));
    }
}
