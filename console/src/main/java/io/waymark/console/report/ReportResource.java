package io.waymark.console.report;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.console.csv.CsvTable;
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
import java.time.Instant;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the merchant's own parcels came to; for staff, all merchants'. A bad query parameter is a 400 that names it. */
@Path("/v1/reports")
@Produces({MediaType.APPLICATION_JSON, CsvTable.UTF_8_TYPE})
@RolesAllowed(Scopes.READ)
@Tag(name = "Reports")
public class ReportResource {

    static final String COST = " Counts as 20 calls.";

    /** The query parameters that say what time a report is about. */
    record Asked(
            @Parameter(description = "the first day, or a time; the 30th day before \"to\" if not given")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "the last day, or the time before which it ends; now if not given")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "whose days are meant; Asia/Shanghai if not given") @QueryParam("zone") @Nullable
                    String zone) {

        /** Fails with 400 naming the one at fault. */
        ReportRange range() {
            return ReportRange.of(from, to, zone, Instant.now());
        }
    }

    private final CallerHandler callers;
    private final DailyRepository daily;
    private final CashRepository cash;
    private final LabelRepository labels;
    private final MoneyRepository money;

    ReportResource(
            CallerHandler callers,
            DailyRepository daily,
            CashRepository cash,
            LabelRepository labels,
            MoneyRepository money) {
        this.callers = callers;
        this.daily = daily;
        this.cash = cash;
        this.labels = labels;
        this.money = money;
    }

    /** Parcels by day. */
    @GET
    @Path("/daily")
    @Operation(
            summary = "Parcels by day: signed, and in trouble for the first time",
            description = "Every day has a line." + COST)
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = DailyReport.class)),
                @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Uni<Response> daily(@BeanParam Asked asked, @Context Request request) {
        ReportRange range = asked.range();
        return answer(request, owner -> daily.daily(range, owner));
    }

    /** Cash on delivery by day. */
    @GET
    @Path("/cod")
    @Operation(
            summary = "Cash on delivery of parcels that were signed for, by day",
            description = "Amounts are as registered. Every day has a line; the parcels are at /v1/reports/cod/parcels."
                    + COST)
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = CashReport.class)),
                @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Uni<Response> cash(@BeanParam Asked asked, @Context Request request) {
        ReportRange range = asked.range();
        return answer(request, owner -> cash.daily(range, owner));
    }

    /** Signed parcels by label. */
    @GET
    @Path("/labels")
    @Operation(
            summary = "Signed parcels by label, e.g. store or salesperson, the most signed first",
            description = "A parcel with two labels counts for both, one without any for a label that is null." + COST)
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = LabelReport.class)),
                @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Uni<Response> labels(@BeanParam Asked asked, @Context Request request) {
        ReportRange range = asked.range();
        return answer(request, owner -> labels.labels(range, owner));
    }

    /** Money that waits, by age. */
    @GET
    @Path("/money")
    @Operation(
            summary = "Money that waits at gateways, by currency and by how many days it has waited",
            description =
                    "Of settlements that no gateway has acknowledged and nobody has stopped, as the ledger last said."
                            + COST)
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MoneyReport.class)),
                @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Uni<Response> money(@Context Request request) {
        Instant now = Instant.now();
        return answer(request, owner -> money.waiting(owner, now));
    }

    /** @param reportOf about whose parcels it is; null for all */
    private Uni<Response> answer(Request request, Function<@Nullable String, Uni<? extends Report>> reportOf) {
        return callers.current()
                .chain(caller -> reportOf.apply(caller.owner()))
                .map(report -> AnswerHandler.answer(request, report));
    }
}
