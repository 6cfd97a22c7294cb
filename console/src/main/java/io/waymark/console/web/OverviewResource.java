package io.waymark.console.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.access.Scopes;
import io.waymark.console.api.SettlementQueryHandler;
import io.waymark.console.csv.CsvTable;
import io.waymark.console.readmodel.ShipmentCountRepository;
import io.waymark.console.report.DailyRepository;
import io.waymark.console.report.Lane;
import io.waymark.console.report.ReportFileHandler;
import io.waymark.console.report.ReportRange;
import io.waymark.console.report.ScorecardRepository;
import io.waymark.console.report.ScorecardRepository.Wanted;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;

/** The first page: where the parcels and the money are, and what waits for a person. */
@Path("/ui")
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.READ)
public class OverviewResource {

    private static final Duration WEEK = Duration.ofDays(7);

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final ShipmentCountRepository shipments;
    private final SettlementQueryHandler settlements;
    private final DailyRepository days;
    private final ScorecardRepository scorecards;
    private final PulseHandler pulses;
    private final Template overview;

    OverviewResource(
            ViewerHandler viewers,
            PageHandler pages,
            ShipmentCountRepository shipments,
            SettlementQueryHandler settlements,
            DailyRepository days,
            ScorecardRepository scorecards,
            PulseHandler pulses,
            @Location("web/overview") Template overview) {
        this.viewers = viewers;
        this.pages = pages;
        this.shipments = shipments;
        this.settlements = settlements;
        this.days = days;
        this.scorecards = scorecards;
        this.pulses = pulses;
        this.overview = overview;
    }

    @GET
    public Uni<String> overview() {
        return viewers.signedIn().chain(viewer -> overview(viewer.who(), Instant.now())
                .chain(told -> pages.write(overview, viewer, told)));
    }

    /** Signed and problem parcels by day, as a table. */
    @GET
    @Path("/reports/daily")
    @Produces(CsvTable.UTF_8_TYPE)
    public Uni<Response> table() {
        ReportRange range = ReportRange.of(null, null, null, Instant.now());
        return viewers.signedIn()
                .chain(viewer -> days.daily(range, viewer.who().owner()))
                .map(ReportFileHandler::file);
    }

    private Uni<Overview> overview(Caller caller, Instant now) {
        return Uni.combine()
                .all()
                .unis(
                        shipments.of(caller.merchantId(), caller.isOperator()),
                        shipments.inQueues(caller.merchantId(), caller.isOperator()),
                        settlements.waiting(caller, now),
                        days.daily(ReportRange.of(null, null, null, now), caller.owner()),
                        scorecards.scorecard(lastWeek(caller, now)),
                        pulses.pulse(caller, now))
                .with((counts, queues, money, report, carriers, pulse) ->
                        Overview.of(counts, queues, money, DayChart.of(report), carriers.items(), pulse.orElse(null)));
    }

    private static Wanted lastWeek(Caller caller, Instant now) {
        String from = now.minus(WEEK).toString();
        return new Wanted(ReportRange.of(from, null, null, now), Lane.of(null), false, caller.owner());
    }
}
