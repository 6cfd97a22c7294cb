package io.waymark.console.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.api.ShipmentQueryHandler;
import io.waymark.console.csv.CsvTable;
import io.waymark.console.readmodel.ShipmentFilter;
import io.waymark.console.readmodel.WorkQueue;
import io.waymark.console.stream.StreamHandler;
import io.waymark.console.stream.StreamResource;
import io.waymark.console.transfer.ExportHandler;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Pages about shipments. What the viewer may not see does not exist; an address that says nothing sensible is a 400. */
@Path(ShipmentPageResource.PATH)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.READ)
public class ShipmentPageResource {

    static final String PATH = "/ui/shipments";

    /** What the page's address says. */
    record Asked(
            @QueryParam("trackingNumber") @Nullable String trackingNumber,
            @QueryParam("orderId") @Nullable String orderId,
            @QueryParam("carrier") @Nullable String carrier,
            @QueryParam("status") @Nullable String status,
            @QueryParam("monitoring") @Nullable String monitoring,
            @QueryParam("queue") @Nullable String queue) {

        private ListQuery query() {
            return ListQuery.of(
                    PATH,
                    "trackingNumber",
                    trackingNumber,
                    "orderId",
                    orderId,
                    "carrier",
                    carrier,
                    "status",
                    status,
                    "monitoring",
                    monitoring,
                    "queue",
                    queue);
        }
    }

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final ShipmentQueryHandler shipments;
    private final StreamHandler streams;
    private final ExportHandler exports;
    private final Template list;
    private final Template one;

    ShipmentPageResource(
            ViewerHandler viewers,
            PageHandler pages,
            ShipmentQueryHandler shipments,
            StreamHandler streams,
            ExportHandler exports,
            @Location("web/shipments") Template list,
            @Location("web/shipment") Template one) {
        this.viewers = viewers;
        this.pages = pages;
        this.shipments = shipments;
        this.streams = streams;
        this.exports = exports;
        this.list = list;
        this.one = one;
    }

    @GET
    public Uni<String> list(
            @BeanParam Asked asked,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("ordered") @Nullable String ordered) {
        ListQuery query = asked.query();
        ShipmentFilter filter = filter(query);
        return viewers.signedIn().chain(viewer -> shipments
                .page(viewer.who(), filter, cursor, null)
                .chain(found -> pages.write(list, viewer, new ShipmentList(query, found, ordered))));
    }

    /** The whole list as a table. */
    @GET
    @Path("/export")
    @Produces(CsvTable.UTF_8_TYPE)
    public Multi<byte[]> export(@BeanParam Asked asked) {
        ShipmentFilter filter = filter(asked.query());
        return exports.file(viewers.signedIn().map(Viewer::who), filter);
    }

    private static ShipmentFilter filter(ListQuery query) {
        return ShipmentFilter.of(
                        QueryParameters.text("carrier", query.get("carrier")),
                        QueryParameters.text("trackingNumber", query.get("trackingNumber")),
                        QueryParameters.text("orderId", query.get("orderId")),
                        QueryParameters.word("status", query.get("status"), ShipmentStatus.class),
                        QueryParameters.word("monitoring", query.get("monitoring"), Monitoring.class))
                .in(QueryParameters.word("queue", query.get("queue"), WorkQueue.class));
    }

    /** The shipment's events as they come, as the API tells them. Browsers that come back say themselves where they were. */
    @GET
    @Path("/{shipmentId}/stream")
    @Produces({MediaType.SERVER_SENT_EVENTS, PageHandler.HTML})
    public Uni<Response> stream(
            @PathParam("shipmentId") String shipmentId,
            @HeaderParam(StreamResource.LAST) @Nullable String lastEventId,
            @QueryParam("after") @Nullable String after) {
        ShipmentId id = ShipmentId.parse(shipmentId).orElseThrow(() -> ProblemException.notFound("shipment"));
        long last = StreamResource.last(lastEventId, after);
        return viewers.signedIn().chain(viewer -> streams.open(viewer.who(), id, last));
    }

    @GET
    @Path("/{shipmentId}")
    public Uni<String> shipment(@PathParam("shipmentId") String shipmentId) {
        ShipmentId id = ShipmentId.parse(shipmentId).orElseThrow(() -> ProblemException.notFound("shipment"));
        return viewers.signedIn().chain(viewer -> shipments
                .explained(viewer.who(), id)
                .chain(explained -> pages.write(one, viewer, ShipmentPage.of(explained))));
    }
}
