package io.waymark.console.erasure;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.console.api.Cursor;
import io.waymark.console.api.Page;
import io.waymark.console.api.PageRequest;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tells what came of erasures. One that the caller may not see is a 404. */
@Path(ErasureResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Erasures")
public class ErasureResource {

    static final String PATH = "/v1/erasures";

    private final CallerHandler callers;
    private final ErasureOrderHandler orders;
    private final ErasureQueryHandler queries;

    ErasureResource(CallerHandler callers, ErasureOrderHandler orders, ErasureQueryHandler queries) {
        this.callers = callers;
        this.orders = orders;
        this.queries = queries;
    }

    /** One erasure: how far it is, and once it is done the receipt. */
    @GET
    @Path("/{erasureId}")
    @RolesAllowed({Scopes.READ, Scopes.OPERATE})
    @Operation(
            summary = "An erasure: how far it is, and once it is done the receipt",
            description =
                    "\"services\" says what each service did, \"stores\" what becomes of it where, \"goneBy\" when the"
                            + " last of it has gone.")
    public Uni<ErasureView> erasure(@PathParam("erasureId") String erasureId) {
        UUID id = id(erasureId);
        return callers.current().chain(caller -> orders.find(caller, id));
    }

    /** The caller's erasures; all of them for those who run the installation. */
    @GET
    @RolesAllowed({Scopes.READ, Scopes.OPERATE})
    @Operation(summary = "Erasures, the newest first")
    public Uni<Page<ErasureView>> list(
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        PageRequest page = PageRequest.of(Cursor.List.ERASURES, cursor, limit);
        return callers.current().chain(caller -> queries.page(caller, page));
    }

    /** An erasure's id as a path says it; fails with 404. */
    public static UUID id(String text) {
        // they have the form of shipments' ids
        return ShipmentId.parse(text)
                .orElseThrow(() -> ProblemException.notFound("erasure"))
                .value();
    }
}
