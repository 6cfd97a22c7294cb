package io.waymark.ingest;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.waymark.contract.ShipmentId;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where carriers' providers and payment gateways call in. Answers only after Kafka has what they say: a sender that is not
 * answered in its own words sends again, and that is the only retry there is.
 *
 * <p>Beyond 1 MiB: 413. A media type that the provider does not use: 415. A path that is no shipment's: 404. Whatever
 * is wrong with the content gets the sender's own failure answer, with status 200 for a carrier and 401 for a gateway.
 * Kafka away: 503.
 */
@Path("/callbacks/{provider}")
public class CallbackResource {

    private final CallbackProtocolConfig protocols;
    private final CallbackIntake intake;
    private final Clock clock;

    CallbackResource(CallbackProtocolConfig protocols, CallbackIntake intake, Clock clock) {
        this.protocols = protocols;
        this.intake = intake;
        this.clock = clock;
    }

    /** A callback of the whole account. */
    @POST
    public Uni<Response> account(
            @PathParam("provider") String provider,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Context HttpServerRequest request,
            byte[] body) {
        return receive(callback(provider, Optional.empty(), 0, contentType, request, body));
    }

    /** A callback of one shipment's subscription. */
    @POST
    @Path("{shipmentId}")
    public Uni<Response> shipment(
            @PathParam("provider") String provider,
            @PathParam("shipmentId") String shipmentId,
            @QueryParam("s") @Nullable String subscription,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Context HttpServerRequest request,
            byte[] body) {
        ShipmentId id = protocols
                .of(provider)
                .filter(CallbackProtocol::namesShipments)
                .flatMap(protocol -> ShipmentId.parse(shipmentId))
                .orElseThrow(NotFoundException::new);
        return receive(callback(provider, Optional.of(id), number(subscription), contentType, request, body));
    }

    private Uni<Response> receive(Callback callback) {
        CallbackProtocol protocol = protocols.of(callback.provider()).orElseThrow(NotFoundException::new);
        if (!protocol.mediaTypes().contains(callback.mediaType())) {
            return Uni.createFrom().item(Response.status(415).build());
        }
        return intake.accept(protocol, callback).map(CallbackResource::response);
    }

    private static Response response(CallbackReply reply) {
        Response.ResponseBuilder response = Response.status(reply.status());
        if (reply == CallbackReply.NOT_DURABLE) {
            return response.header(HttpHeaders.RETRY_AFTER, 30).build();
        }
        if (reply.body().isEmpty()) {
            return response.build();
        }
        return response.type(MediaType.valueOf(reply.mediaType()).withCharset("utf-8"))
                .entity(reply.body())
                .build();
    }

    private Callback callback(
            String provider,
            Optional<ShipmentId> path,
            int subscription,
            @Nullable String contentType,
            HttpServerRequest request,
            byte[] body) {
        return new Callback(
                provider,
                path,
                subscription,
                mediaType(contentType),
                headers(request),
                body,
                clock.instant(),
                request.remoteAddress() == null ? null : request.remoteAddress().hostAddress());
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    private static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }
}
