package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.audit.AuditHandler;
import io.waymark.console.webhook.DeliveryFilter;
import io.waymark.console.webhook.WebhookHandler;
import io.waymark.console.webhook.WebhookResource;
import io.waymark.contract.WebhookDelivery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages about webhooks. What the viewer may not see does not exist; bad values are a 422 that names them. */
@Path(WebhookPageResource.PATH)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.READ)
public class WebhookPageResource {

    static final String PATH = "/ui/webhooks";

    /** As many as a merchant may have; staff, who see everybody's, are shown the newest. */
    private static final int MOST = 200;

    private static final int LOG = 100;

    private final ViewerHandler viewers;
    private final PageHandler pages;
    private final WebhookHandler webhooks;
    private final AuditHandler audit;
    private final Template list;
    private final Template one;

    WebhookPageResource(
            ViewerHandler viewers,
            PageHandler pages,
            WebhookHandler webhooks,
            AuditHandler audit,
            @Location("web/webhooks") Template list,
            @Location("web/webhook") Template one) {
        this.viewers = viewers;
        this.pages = pages;
        this.webhooks = webhooks;
        this.audit = audit;
        this.list = list;
        this.one = one;
    }

    @GET
    public Uni<String> list() {
        return viewers.signedIn().chain(viewer -> list(viewer, Form.FRESH));
    }

    private Uni<String> list(Viewer viewer, Form form) {
        return webhooks.page(viewer.who(), null, MOST)
                .map(rows -> rows.stream().map(webhooks::view).toList())
                .chain(found -> pages.write(list, viewer, new WebhookList(found, form)));
    }

    /** Makes an endpoint; its secret is on the page that this leads to, for those who ask. */
    @POST
    @RolesAllowed(Scopes.OPERATE)
    public Uni<Response> make(
            @FormParam("token") @Nullable String token,
            @FormParam("url") @Nullable String url,
            @FormParam("description") @Nullable String description,
            @FormParam("type") List<String> types) {
        ObjectNode said = JsonNodeFactory.instance.objectNode().put("url", url).put("description", description);
        types.forEach(said.withArray("types")::add);
        Form sent = Form.of("url", url, "description", description).with("type", types);
        return viewers.sentBy(token)
                .chain(viewer ->
                        PageHandler.orAgain(make(viewer, said), refused -> list(viewer, sent.refused(refused))));
    }

    private Uni<Response> make(Viewer viewer, ObjectNode said) {
        return Uni.createFrom()
                .deferred(() -> webhooks.make(viewer.who(), said))
                .invoke(made -> audit.about("/v1/webhooks/" + made.endpointId()))
                .map(made -> PageHandler.goTo(PATH + "/" + made.endpointId()).build());
    }

    @GET
    @Path("/{endpointId}")
    public Uni<String> webhook(
            @PathParam("endpointId") String endpointId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("ordered") @Nullable String ordered) {
        UUID id = WebhookResource.id(endpointId);
        ListQuery query = ListQuery.of(PATH + "/" + id, "state", state);
        DeliveryFilter wanted = new DeliveryFilter(
                QueryParameters.word("state", query.get("state"), WebhookDelivery.State.class), null, null);
        return viewers.signedIn().chain(viewer -> page(viewer, id, wanted, query, null, ordered));
    }

    /** The page with the secret on it. */
    @POST
    @Path("/{endpointId}/secret")
    @RolesAllowed(Scopes.OPERATE)
    public Uni<String> secret(@PathParam("endpointId") String endpointId, @FormParam("token") @Nullable String token) {
        UUID id = WebhookResource.id(endpointId);
        return viewers.sentBy(token).chain(viewer -> webhooks.secret(viewer.who(), id)
                .chain(secret -> page(
                        viewer,
                        id,
                        new DeliveryFilter(null, null, null),
                        ListQuery.of(PATH + "/" + id),
                        secret.secret(),
                        null)));
    }

    private Uni<String> page(
            Viewer viewer,
            UUID id,
            DeliveryFilter wanted,
            ListQuery query,
            @Nullable String secret,
            @Nullable String ordered) {
        return webhooks.webhook(viewer.who(), id)
                .chain(webhook -> webhooks.deliveries(viewer.who(), id, wanted, null, LOG)
                        .chain(log -> pages.write(one, viewer, new WebhookPage(webhook, log, query, secret, ordered))));
    }
}
