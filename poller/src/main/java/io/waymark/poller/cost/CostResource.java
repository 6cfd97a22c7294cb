package io.waymark.poller.cost;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.QueryParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** What providers bill in a month: of one's own numbers; for the staff of all, and with the budget. */
@Path("/v1/costs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.READ)
public class CostResource {

    private final CallerHandler callers;
    private final CostHandler costs;

    CostResource(CallerHandler callers, CostHandler costs) {
        this.callers = callers;
        this.costs = costs;
    }

    /** A month's costs; of the present one if none is named. What is no month gets 400. */
    @GET
    public Uni<CostReport> costs(
            @QueryParam("month") @Nullable String month, @QueryParam("provider") @Nullable String provider) {
        YearMonth wanted = month(QueryParameters.text("month", month));
        String of = QueryParameters.text("provider", provider);
        return callers.current().chain(caller -> costs.report(wanted, of, caller.owner()));
    }

    private static @Nullable YearMonth month(@Nullable String text) {
        try {
            return text == null ? null : YearMonth.parse(text);
        } catch (DateTimeException noMonth) {
            throw ProblemException.of(ProblemType.MALFORMED, "month", "must be a month such as 2026-11");
        }
    }
}
