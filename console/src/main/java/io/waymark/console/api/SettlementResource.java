package io.waymark.console.api;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.readmodel.SettlementFilter;
import io.waymark.console.readmodel.WaitingMoney;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The merchant's own settlements; for staff, all merchants'. An id that is none, unknown or another merchant's is a 404; a
 * bad query parameter a 400 that names it.
 */
@Path("/v1/settlements")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.READ)
@Tag(name = "Settlements")
public class SettlementResource {

    private final CallerHandler callers;
    private final SettlementQueryHandler settlements;

    SettlementResource(CallerHandler callers, SettlementQueryHandler settlements) {
        this.callers = callers;
        this.settlements = settlements;
    }

    /** One settlement. */
    @GET
    @Path("/{settlementId}")
    @Operation(
            summary = "A settlement as it stands, with its evidence, its changes and every attempt",
            description = "Of changes and attempts the newest 100 each, oldest first.")
    public Uni<SettlementView> settlement(@PathParam("settlementId") String settlementId) {
        // settlements and shipments write their ids in the same form
        UUID id = ShipmentId.parse(settlementId)
                .orElseThrow(() -> ProblemException.notFound("settlement"))
                .value();
        return callers.current().chain(caller -> settlements.settlement(caller, id));
    }

    /** The merchant's settlements. */
    @GET
    @Operation(
            summary = "The merchant's settlements, the last bound first; with \"due\" the earliest deadline first",
            description = "Without changes and attempts: a settlement's own path has them.")
    public Uni<Page<SettlementView>> list(
            @Parameter(description = "e.g. HELD") @QueryParam("state") @Nullable String state,
            @Parameter(description = "onerway or asiabill") @QueryParam("gateway") @Nullable String gateway,
            @Parameter(
                            description =
                                    "open ones whose deadline is before this time, or within this number of days or"
                                            + " ISO 8601 duration from now; 0 for those that are overdue")
                    @QueryParam("due")
                    @Nullable
                    String due,
            @Parameter(description = "false for those that the gateway has another record of than we have")
                    @QueryParam("agrees")
                    @Nullable
                    String agrees,
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        SettlementFilter wanted = new SettlementFilter(
                null,
                QueryParameters.word("state", state, SettlementState.class),
                QueryParameters.text("gateway", gateway),
                Due.before(due, Instant.now()),
                QueryParameters.truth("agrees", agrees));
        return callers.current().chain(caller -> settlements.page(caller, wanted, cursor, limit));
    }

    /** How much money waits, where and why. */
    @GET
    @Path("/summary")
    @Operation(
            summary = "How many settlements wait, and how much money, per gateway, state and cause of hold",
            description = "Counts what no gateway has acknowledged and nobody has stopped, as the ledger last said.")
    public Uni<WaitingMoney> summary() {
        Instant now = Instant.now();
        return callers.current().chain(caller -> settlements.waiting(caller, now));
    }
}
