package io.waymark.console.api;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.readmodel.Position;
import io.waymark.console.readmodel.SettlementQueryRepository;
import io.waymark.console.readmodel.StoredSettlement;
import io.waymark.contract.SettlementState;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The merchant's own settlements. An id that is none, unknown or another merchant's is a 404; a bad query parameter a
 * 400 that names it.
 */
@Path("/v1/settlements")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.READ)
@Tag(name = "Settlements")
public class SettlementResource {

    private final CallerHandler callers;
    private final SettlementQueryRepository settlements;

    SettlementResource(CallerHandler callers, SettlementQueryRepository settlements) {
        this.callers = callers;
        this.settlements = settlements;
    }

    /** One settlement. */
    @GET
    @Path("/{settlementId}")
    @Operation(summary = "A settlement as it stands")
    public Uni<SettlementView> settlement(@PathParam("settlementId") String settlementId) {
        // settlements and shipments write their ids in the same form
        UUID id = ShipmentId.parse(settlementId)
                .orElseThrow(() -> ProblemException.notFound("settlement"))
                .value();
        return callers.current()
                .chain(caller -> settlements.find(caller.merchantId(), id))
                .map(found -> SettlementView.of(found.orElseThrow(() -> ProblemException.notFound("settlement"))));
    }

    /** The merchant's settlements, the last bound first. */
    @GET
    @Operation(summary = "The merchant's settlements, the last bound first")
    public Uni<Page<SettlementView>> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("gateway") @Nullable String gateway,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        SettlementState wanted = QueryParameters.word("state", state, SettlementState.class);
        String of = QueryParameters.text("gateway", gateway);
        PageRequest page = PageRequest.of(Cursor.List.SETTLEMENTS, cursor, limit);
        return callers.current()
                .chain(caller -> settlements.page(caller.merchantId(), wanted, of, page.after(), page.rows()))
                .map(rows ->
                        Page.of(rows, page.limit(), SettlementResource::cursor).map(SettlementView::of));
    }

    private static Cursor cursor(StoredSettlement stored) {
        return new Cursor(
                Cursor.List.SETTLEMENTS,
                new Position(stored.boundAt(), stored.binding().settlementId()));
    }
}
