package io.waymark.console.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.audit.AuditHandler;
import io.waymark.console.erasure.ErasureOrderHandler;
import io.waymark.console.erasure.ErasureResource;
import io.waymark.contract.ShipmentId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has a shipment's personal data erased, and shows the receipt. */
@Path(ErasurePageResource.PATH)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.READ)
public class ErasurePageResource {

    static final String PATH = "/ui/erasures";

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final ErasureOrderHandler erasures;
    private final AuditHandler audit;
    private final Template one;

    ErasurePageResource(
            ViewerHandler viewers,
            PageHandler pages,
            ErasureOrderHandler erasures,
            AuditHandler audit,
            @Location("web/erasure") Template one) {
        this.viewers = viewers;
        this.pages = pages;
        this.erasures = erasures;
        this.audit = audit;
        this.one = one;
    }

    /** Orders it, once somebody has said that it is meant. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Scopes.OPERATE)
    public Uni<Response> order(
            @FormParam("token") @Nullable String token,
            @FormParam("shipmentId") @Nullable String shipmentId,
            @FormParam("sure") boolean isSure) {
        ShipmentId shipment = ShipmentId.parse(shipmentId == null ? "" : shipmentId)
                .orElseThrow(() -> ProblemException.notFound("shipment"));
        if (!isSure) {
            throw ProblemException.of(ProblemType.INVALID, "sure", "is required");
        }
        return viewers.sentBy(token)
                .chain(viewer -> erasures.order(viewer.who(), shipment))
                .invoke(erasure -> audit.about("/v1/erasures/" + erasure.erasureId()))
                .map(erasure ->
                        PageHandler.goTo(PATH + "/" + erasure.erasureId()).build());
    }

    /** How far it is; once it is done, what becomes of it where. */
    @GET
    @Path("/{erasureId}")
    public Uni<String> one(@PathParam("erasureId") String erasureId) {
        UUID id = ErasureResource.id(erasureId);
        return viewers.signedIn()
                .chain(viewer -> erasures.find(viewer.who(), id).chain(erasure -> pages.write(one, viewer, erasure)));
    }
}
