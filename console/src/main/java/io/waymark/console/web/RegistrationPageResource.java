package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.console.audit.AuditHandler;
import io.waymark.console.registration.RegistrationHandler;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Registers a shipment by hand, as the API does: a repeat changes nothing, what is not valid is a 422 that names it. */
@Path(RegistrationPageResource.PATH)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.REGISTER)
public class RegistrationPageResource {

    static final String PATH = "/ui/register";

    /** What the API is told where the number shall tell the carrier. */
    private static final String BY_NUMBER = "auto";

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final RegistrationHandler registrations;
    private final AuditHandler audit;
    private final Template form;

    RegistrationPageResource(
            ViewerHandler viewers,
            PageHandler pages,
            RegistrationHandler registrations,
            AuditHandler audit,
            @Location("web/register") Template form) {
        this.viewers = viewers;
        this.pages = pages;
        this.registrations = registrations;
        this.audit = audit;
        this.form = form;
    }

    @GET
    public Uni<String> form() {
        return viewers.signedIn().chain(viewer -> pages.write(form, viewer, Form.FRESH));
    }

    @POST
    public Uni<Response> register(
            @FormParam("token") @Nullable String token,
            @FormParam("trackingNumber") @Nullable String trackingNumber,
            @FormParam("carrier") @Nullable String carrier,
            @FormParam("orderId") @Nullable String orderId) {
        ObjectNode said = JsonNodeFactory.instance
                .objectNode()
                .put("trackingNumber", trackingNumber)
                .put("carrier", carrier == null || carrier.isBlank() ? BY_NUMBER : carrier)
                .put("orderId", orderId);
        Form sent = Form.of("trackingNumber", trackingNumber, "carrier", carrier, "orderId", orderId);
        return viewers.sentBy(token)
                .chain(viewer -> PageHandler.orAgain(
                        register(viewer, said), refused -> pages.write(form, viewer, sent.refused(refused))));
    }

    private Uni<Response> register(Viewer viewer, ObjectNode said) {
        return Uni.createFrom()
                .deferred(() -> registrations.register(viewer.who().merchantId(), said))
                .invoke(id -> audit.about("/v1/shipments/" + id))
                .map(id ->
                        PageHandler.goTo(ShipmentPageResource.PATH + "/" + id).build());
    }
}
