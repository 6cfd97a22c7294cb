package io.waymark.console.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.api.Due;
import io.waymark.console.api.SettlementQueryHandler;
import io.waymark.console.dispute.DisputeHandler;
import io.waymark.console.dispute.DisputeResource;
import io.waymark.console.readmodel.SettlementFilter;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages about settlements. What the viewer may not see does not exist; an address that says nothing sensible is a 400. */
@Path(SettlementPageResource.PATH)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.READ)
public class SettlementPageResource {

    static final String PATH = "/ui/settlements";

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final SettlementQueryHandler settlements;
    private final DisputeHandler disputes;
    private final Template list;
    private final Template one;

    SettlementPageResource(
            ViewerHandler viewers,
            PageHandler pages,
            SettlementQueryHandler settlements,
            DisputeHandler disputes,
            @Location("web/settlements") Template list,
            @Location("web/settlement") Template one) {
        this.viewers = viewers;
        this.pages = pages;
        this.settlements = settlements;
        this.disputes = disputes;
        this.list = list;
        this.one = one;
    }

    @GET
    public Uni<String> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("gateway") @Nullable String gateway,
            @QueryParam("due") @Nullable String due,
            @QueryParam("agrees") @Nullable String agrees,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("ordered") @Nullable String ordered) {
        ListQuery query = ListQuery.of(PATH, "state", state, "gateway", gateway, "due", due, "agrees", agrees);
        SettlementFilter filter = new SettlementFilter(
                null,
                QueryParameters.word("state", query.get("state"), SettlementState.class),
                QueryParameters.text("gateway", query.get("gateway")),
                Due.before(query.get("due"), Instant.now()),
                QueryParameters.truth("agrees", query.get("agrees")));
        return viewers.signedIn().chain(viewer -> settlements
                .page(viewer.who(), filter, cursor, null)
                .chain(found -> pages.write(list, viewer, new SettlementList(query, found, ordered))));
    }

    @GET
    @Path("/{settlementId}")
    public Uni<String> settlement(
            @PathParam("settlementId") String settlementId, @QueryParam("ordered") @Nullable String ordered) {
        UUID id = id(settlementId);
        return viewers.signedIn().chain(viewer -> settlements
                .settlement(viewer.who(), id)
                .chain(found -> pages.write(one, viewer, new SettlementPage(found, ordered))));
    }

    /** The evidence as one file, as the API gives it. */
    @GET
    @Path("/{settlementId}/dispute-pack")
    @Produces(DisputeResource.ZIP)
    public Uni<Response> disputePack(@PathParam("settlementId") String settlementId) {
        UUID id = id(settlementId);
        return viewers.signedIn()
                .chain(viewer -> disputes.pack(viewer.who(), id))
                .map(pack -> DisputeResource.file(id, pack));
    }

    private static UUID id(String text) {
        return ShipmentId.parse(text)
                .orElseThrow(() -> ProblemException.notFound("settlement"))
                .value();
    }
}
