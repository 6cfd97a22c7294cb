package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.api.SettlementQueryHandler;
import io.waymark.console.audit.AuditHandler;
import io.waymark.console.order.OrderHandler;
import io.waymark.console.order.OrderRequest;
import io.waymark.console.order.SettlementOrder;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders about one settlement or many, the same that the API takes. Each is an order of its own; where one is not the
 * viewer's, the answer is a 404, and those before it are given.
 */
@Path("/ui/orders")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.OPERATE)
public class OrderPageResource {

    /** As many as a page of a list shows. */
    private static final int MOST = 200;

    private final ViewerHandler viewers;
    private final SettlementQueryHandler settlements;
    private final OrderHandler orders;
    private final AuditHandler audit;

    OrderPageResource(
            ViewerHandler viewers, SettlementQueryHandler settlements, OrderHandler orders, AuditHandler audit) {
        this.viewers = viewers;
        this.settlements = settlements;
        this.orders = orders;
        this.audit = audit;
    }

    /** About settlements. */
    @POST
    @Path("/settlements")
    public Uni<Response> aboutSettlements(
            @FormParam("token") @Nullable String token,
            @FormParam("order") @Nullable String order,
            @FormParam("reason") @Nullable String reason,
            @FormParam("back") @Nullable String back,
            @FormParam("id") List<String> ids) {
        List<UUID> wanted = ids(ids).stream().map(ShipmentId::value).toList();
        return viewers.sentBy(token)
                .chain(viewer -> give(viewer, order(order), reason, wanted))
                .map(given -> done(back, given));
    }

    /** About all settlements of some shipments. */
    @POST
    @Path("/shipments")
    public Uni<Response> aboutShipments(
            @FormParam("token") @Nullable String token,
            @FormParam("order") @Nullable String order,
            @FormParam("reason") @Nullable String reason,
            @FormParam("back") @Nullable String back,
            @FormParam("id") List<String> ids) {
        List<ShipmentId> wanted = ids(ids);
        return viewers.sentBy(token)
                .chain(viewer ->
                        settlements.of(viewer.who(), wanted).chain(bound -> give(viewer, order(order), reason, bound)))
                .map(given -> done(back, given));
    }

    private Uni<Long> give(Viewer viewer, SettlementOrder order, @Nullable String reason, List<UUID> settlementIds) {
        viewers.countFurther(viewer, settlementIds.size() - 1);
        Caller caller = viewer.who();
        String said = order.reason(JsonNodeFactory.instance.objectNode().put("reason", reason));
        audit.about(
                "/v1/settlements/" + settlementIds.stream().map(UUID::toString).collect(Collectors.joining(",")));
        return Multi.createFrom()
                .iterable(settlementIds)
                .onItem()
                .transformToUniAndConcatenate(id -> orders.order(caller, OrderRequest.of(order, id, said, null)))
                .collect()
                .with(Collectors.counting());
    }

    private static SettlementOrder order(@Nullable String given) {
        SettlementOrder order = QueryParameters.word("order", given, SettlementOrder.class);
        if (order == null) {
            throw ProblemException.of(ProblemType.INVALID, "order", "is required");
        }
        return order;
    }

    private static List<ShipmentId> ids(List<String> given) {
        if (given.isEmpty() || given.size() > MOST) {
            throw ProblemException.of(ProblemType.INVALID, "id", "must name 1 to " + MOST);
        }
        return given.stream()
                .map(id -> ShipmentId.parse(id).orElseThrow(() -> ProblemException.notFound("settlement")))
                .toList();
    }

    private static Response done(@Nullable String back, long given) {
        String place = Places.own(back).replaceFirst("[?&]ordered=\\d*", "");
        return PageHandler.goTo(place + (place.contains("?") ? "&" : "?") + "ordered=" + given)
                .build();
    }
}
