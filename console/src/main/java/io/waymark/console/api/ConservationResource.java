package io.waymark.console.api;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.conservation.BalanceFilter;
import io.waymark.console.conservation.BalanceRepository;
import io.waymark.console.conservation.HourBalance;
import io.waymark.console.readmodel.Position;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether anything got lost between the door and the shipments' histories. All merchants' together: numbers alone. */
@Path("/v1/conservation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATE)
@Tag(name = "Conservation")
public class ConservationResource {

    private final BalanceRepository balances;

    ConservationResource(BalanceRepository balances) {
        this.balances = balances;
    }

    /** The balances of providers by the hour. A bad query parameter is a 400 that names it. */
    @GET
    @Operation(
            summary = "What came in and what became of it, per hour and provider, the last hour first",
            description =
                    "received = accepted + rejected; accepted = normalized + deadLettered + inFlight + missing;"
                            + " scans = newScans + repeatedScans. Where \"missing\" is not 0, records were lost or counted twice.")
    public Uni<ConservationView> balances(
            @Parameter(
                            description =
                                    "the first hour is the one in which this time lies; a day before \"to\" if not given")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "only hours that begin before; up to the present one if not given")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "e.g. kuaidi100") @QueryParam("provider") @Nullable String provider,
            @Parameter(description = "\"next\" of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 200, default 50") @QueryParam("limit") @Nullable String limit) {
        HourRange hours = HourRange.of(from, to, Instant.now());
        BalanceFilter wanted = new BalanceFilter(hours.from(), hours.to(), QueryParameters.text("provider", provider));
        PageRequest page = PageRequest.of(Cursor.List.CONSERVATION, cursor, limit);
        return Uni.combine()
                .all()
                .unis(balances.page(wanted, page.after(), page.rows()), balances.totals(wanted))
                .with((rows, totals) -> {
                    Page<HourBalance> part = Page.of(rows, page.limit(), ConservationResource::cursor);
                    return new ConservationView(part.items(), totals, part.next());
                });
    }

    private static Cursor cursor(HourBalance balance) {
        return new Cursor(Cursor.List.CONSERVATION, new Position(balance.hour(), balance.place()));
    }
}
