package io.waymark.console.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.access.Scopes;
import io.waymark.console.api.SettlementQueryHandler;
import io.waymark.console.conservation.Balance;
import io.waymark.console.conservation.BalanceFilter;
import io.waymark.console.conservation.BalanceRepository;
import io.waymark.console.readmodel.ShipmentCountRepository;
import io.waymark.console.report.DailyRepository;
import io.waymark.console.report.ReportRange;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The first page: where the parcels and the money are, and what waits for a person. */
@Path("/ui")
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.READ)
public class OverviewResource {

    private static final Duration DAY = Duration.ofDays(1);

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final ShipmentCountRepository shipments;
    private final SettlementQueryHandler settlements;
    private final DailyRepository days;
    private final BalanceRepository balances;
    private final Template overview;

    OverviewResource(
            ViewerHandler viewers,
            PageHandler pages,
            ShipmentCountRepository shipments,
            SettlementQueryHandler settlements,
            DailyRepository days,
            BalanceRepository balances,
            @Location("web/overview") Template overview) {
        this.viewers = viewers;
        this.pages = pages;
        this.shipments = shipments;
        this.settlements = settlements;
        this.days = days;
        this.balances = balances;
        this.overview = overview;
    }

    @GET
    public Uni<String> overview() {
        return viewers.signedIn().chain(viewer -> overview(viewer.who(), Instant.now())
                .chain(told -> pages.write(overview, viewer, told)));
    }

    private Uni<Overview> overview(Caller caller, Instant now) {
        return Uni.combine()
                .all()
                .unis(
                        shipments.of(caller.merchantId(), caller.isOperator()),
                        settlements.waiting(caller, now),
                        days.daily(ReportRange.of(null, null, null, now), caller.owner()),
                        day(caller, now))
                .with((counts, money, report, day) ->
                        Overview.of(counts, money, DayChart.of(report), day.orElse(null)));
    }

    /** All merchants' together: for those who may ask the API for it. */
    private Uni<Optional<Balance>> day(Caller caller, Instant now) {
        return caller.isOperator()
                ? balances.totals(new BalanceFilter(now.minus(DAY), now, null)).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }
}
