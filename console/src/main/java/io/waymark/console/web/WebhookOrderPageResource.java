package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.access.Scopes;
import io.waymark.console.webhook.DeliveryOrderHandler;
import io.waymark.console.webhook.WebhookHandler;
import io.waymark.console.webhook.WebhookResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What operators change about an endpoint, and order about its deliveries. */
@Path(WebhookPageResource.PATH + "/{endpointId}")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(PageHandler.HTML)
@RolesAllowed(Scopes.OPERATE)
public class WebhookOrderPageResource {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_HOURS = 720;

    private final ViewerHandler viewers;
    private final WebhookHandler webhooks;
    private final DeliveryOrderHandler orders;

    WebhookOrderPageResource(ViewerHandler viewers, WebhookHandler webhooks, DeliveryOrderHandler orders) {
        this.viewers = viewers;
        this.webhooks = webhooks;
        this.orders = orders;
    }

    @POST
    @Path("/enabled")
    public Uni<Response> enable(
            @PathParam("endpointId") String endpointId,
            @FormParam("token") @Nullable String token,
            @FormParam("enabled") boolean enabled) {
        return change(
                endpointId,
                token,
                (caller, id) -> webhooks.change(
                        caller, id, JsonNodeFactory.instance.objectNode().put("enabled", enabled)));
    }

    @POST
    @Path("/rotate")
    public Uni<Response> rotate(
            @PathParam("endpointId") String endpointId, @FormParam("token") @Nullable String token) {
        return change(endpointId, token, (caller, id) -> webhooks.rotate(caller, id, WebhookResource.USUAL_OVERLAP));
    }

    @POST
    @Path("/delete")
    public Uni<Response> delete(
            @PathParam("endpointId") String endpointId, @FormParam("token") @Nullable String token) {
        UUID id = WebhookResource.id(endpointId);
        return viewers.sentBy(token)
                .chain(viewer -> webhooks.delete(viewer.who(), id))
                .map(done -> PageHandler.goTo(WebhookPageResource.PATH).build());
    }

    @POST
    @Path("/test")
    public Uni<Response> test(@PathParam("endpointId") String endpointId, @FormParam("token") @Nullable String token) {
        return order(endpointId, token, (caller, id) -> orders.test(caller, id, null));
    }

    /** Everything that it did not get in the last hours. */
    @POST
    @Path("/recover")
    public Uni<Response> recover(
            @PathParam("endpointId") String endpointId,
            @FormParam("token") @Nullable String token,
            @FormParam("hours") int hours) {
        Instant since = Instant.now().minus(HOUR.multipliedBy(Math.max(1, Math.min(hours, MOST_HOURS))));
        return order(endpointId, token, (caller, id) -> orders.recover(caller, id, since, null));
    }

    @POST
    @Path("/deliveries/{deliveryId}/resend")
    public Uni<Response> resend(
            @PathParam("endpointId") String endpointId,
            @PathParam("deliveryId") String deliveryId,
            @FormParam("token") @Nullable String token) {
        UUID delivery = WebhookResource.id(deliveryId);
        return order(endpointId, token, (caller, id) -> orders.resend(caller, id, delivery, null));
    }

    private Uni<Response> change(String endpointId, @Nullable String token, BiFunction<Caller, UUID, Uni<?>> change) {
        UUID id = WebhookResource.id(endpointId);
        return viewers.sentBy(token)
                .chain(viewer -> change.apply(viewer.who(), id))
                .map(done ->
                        PageHandler.goTo(WebhookPageResource.PATH + "/" + id).build());
    }

    private Uni<Response> order(String endpointId, @Nullable String token, BiFunction<Caller, UUID, Uni<?>> order) {
        UUID id = WebhookResource.id(endpointId);
        return viewers.sentBy(token)
                .chain(viewer -> order.apply(viewer.who(), id))
                .map(done -> PageHandler.goTo(WebhookPageResource.PATH + "/" + id + "?ordered=1")
                        .build());
    }
}
