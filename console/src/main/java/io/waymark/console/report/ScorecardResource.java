package io.waymark.console.report;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.csv.CsvTable;
import io.waymark.console.report.ScorecardRepository.Wanted;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How carriers did with the merchant's own parcels; for staff, with all parcels. A bad query parameter is a 400 that names it. */
@Path("/v1/carriers/scorecard")
@RolesAllowed(Scopes.READ)
@Tag(name = "Reports")
public class ScorecardResource {

    private final CallerHandler callers;
    private final ScorecardRepository scorecards;

    ScorecardResource(CallerHandler callers, ScorecardRepository scorecards) {
        this.callers = callers;
        this.scorecards = scorecards;
    }

    /** What lines there are. */
    enum By {
        CARRIER,
        LANE
    }

    /** The scorecard of a time. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, CsvTable.UTF_8_TYPE})
    @Operation(
            summary = "How carriers did: transit times, first attempts, exceptions, late and missing scans",
            description =
                    "Of parcels that were delivered in the time, and of those not delivered that got into trouble in"
                            + " it. A figure that rests on too few parcels is null." + ReportResource.COST)
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Scorecard.class)),
                @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Uni<Response> scorecard(
            @BeanParam ReportResource.Asked asked,
            @Parameter(description = "e.g. 广东-北京; either side may be *") @QueryParam("lane") @Nullable String lane,
            @Parameter(description = "carrier, or lane for a line for each carrier and lane")
                    @QueryParam("by")
                    @Nullable
                    String by,
            @Context Request request) {
        ReportRange range = asked.range();
        Lane wanted = Lane.of(QueryParameters.text("lane", lane));
        boolean isByLane = QueryParameters.word("by", by, By.class) == By.LANE;
        return callers.current()
                .chain(caller -> scorecards.scorecard(new Wanted(range, wanted, isByLane, caller.owner())))
                .map(scorecard -> AnswerHandler.answer(request, scorecard));
    }
}
