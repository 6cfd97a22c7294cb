package io.waymark.console.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.csv.CsvTable;
import io.waymark.console.report.Lane;
import io.waymark.console.report.ReportFileHandler;
import io.waymark.console.report.ReportRange;
import io.waymark.console.report.ScorecardRepository;
import io.waymark.console.report.ScorecardRepository.Wanted;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The page of carriers' scorecards; an address that says nothing sensible is a 400. */
@Path(CarrierPageResource.PATH)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.READ)
public class CarrierPageResource {

    static final String PATH = "/ui/carriers";

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final ScorecardRepository scorecards;
    private final Template carriers;

    CarrierPageResource(
            ViewerHandler viewers,
            PageHandler pages,
            ScorecardRepository scorecards,
            @Location("web/carriers") Template carriers) {
        this.viewers = viewers;
        this.pages = pages;
        this.scorecards = scorecards;
        this.carriers = carriers;
    }

    @GET
    public Uni<String> carriers(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("lane") @Nullable String lane,
            @QueryParam("by") @Nullable String by) {
        ListQuery query = query(from, to, lane, by);
        Function<Viewer, Wanted> wanted = wanted(query);
        return viewers.signedIn().chain(viewer -> scorecards
                .scorecard(wanted.apply(viewer))
                .chain(told -> pages.write(carriers, viewer, new CarrierPage(query, told))));
    }

    /** The same figures as a table. */
    @GET
    @Path("/scorecard")
    @Produces(CsvTable.UTF_8_TYPE)
    public Uni<Response> table(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("lane") @Nullable String lane,
            @QueryParam("by") @Nullable String by) {
        Function<Viewer, Wanted> wanted = wanted(query(from, to, lane, by));
        return viewers.signedIn()
                .chain(viewer -> scorecards.scorecard(wanted.apply(viewer)))
                .map(ReportFileHandler::file);
    }

    private static ListQuery query(
            @Nullable String from, @Nullable String to, @Nullable String lane, @Nullable String by) {
        return ListQuery.of(PATH, "from", from, "to", to, "lane", lane, "by", by);
    }

    /** What is asked for, of whom it is that asks; fails with 400 at once. */
    private static Function<Viewer, Wanted> wanted(ListQuery query) {
        ReportRange range = ReportRange.of(query.get("from"), query.get("to"), null, Instant.now());
        Lane wanted = Lane.of(QueryParameters.text("lane", query.get("lane")));
        boolean isByLane = query.field("by").equals("lane");
        return viewer -> new Wanted(range, wanted, isByLane, viewer.who().owner());
    }
}
