package io.waymark.poller.booking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.JsonBody;
import io.waymark.api.request.QueryParameters;
import io.waymark.carriers.CarrierCodes;
import io.waymark.carriers.OperationKind;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Waybills. Bytes that are not JSON get 400, more than 64 KiB 413, another content type 415, bad values 422 with the field
 * at fault, an order id that stands for another order 409. A repetition of an order gets 200 and what the first one got.
 * Where the carrier's answer was lost, 202: the order is then asked for until it is known, and may be asked about.
 */
@Path("/v1/waybills")
@Produces(MediaType.APPLICATION_JSON)
public class WaybillResource {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final CallerHandler callers;
    private final DeskHandler desks;
    private final BookingHandler bookings;
    private final WaybillHandler waybills;

    WaybillResource(CallerHandler callers, DeskHandler desks, BookingHandler bookings, WaybillHandler waybills) {
        this.callers = callers;
        this.desks = desks;
        this.bookings = bookings;
        this.waybills = waybills;
    }

    /** Books a waybill and registers its shipment. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.REGISTER)
    public Uni<Response> book(InputStream body) {
        ObjectNode written = JsonBody.object(body);
        String named = WaybillParser.carrier(written);
        if (named == null) {
            throw ProblemException.of(ProblemType.INVALID, "carrier", "is required");
        }
        BookingRequest request = WaybillParser.parse(
                written, desks.find(OperationKind.BOOK, named).carrier());
        return callers.current()
                .chain(caller -> bookings.book(caller.merchantId(), request))
                .map(WaybillResource::answer);
    }

    /** The order of an id; an empty list if the merchant placed none. */
    @GET
    @RolesAllowed(Scopes.READ)
    public Uni<Listing<WaybillView>> list(
            @QueryParam("carrier") @Nullable String carrier, @QueryParam("orderId") @Nullable String orderId) {
        String of = required("carrier", carrier);
        String id = required("orderId", orderId);
        return callers.current()
                .chain(caller -> waybills.byOrder(caller, CarrierCodes.own(of), id))
                .map(found -> Listing.of(found.stream().map(WaybillView::of).toList()));
    }

    /** The order that got this number. */
    @GET
    @Path("/{number}")
    @RolesAllowed(Scopes.READ)
    public Uni<WaybillView> waybill(@PathParam("number") String number) {
        return callers.current()
                .chain(caller -> waybills.byNumber(caller, number))
                .map(WaybillView::of);
    }

    /** Withdraws the order at the carrier. */
    @DELETE
    @Path("/{number}")
    @RolesAllowed(Scopes.REGISTER)
    public Uni<WaybillView> cancel(@PathParam("number") String number, @QueryParam("reason") @Nullable String reason) {
        String why = QueryParameters.text("reason", reason);
        return callers.current()
                .chain(caller -> waybills.cancel(caller, number, why == null ? "" : why))
                .map(WaybillView::of);
    }

    /** What the parcel weighs. */
    @GET
    @Path("/{number}/weight")
    @RolesAllowed(Scopes.READ)
    public Uni<WeightView> weight(@PathParam("number") String number, @QueryParam("carrier") @Nullable String carrier) {
        return callers.current()
                .chain(caller -> waybills.ask(caller, OperationKind.WEIGH, number, carrier))
                .map(weight -> new WeightView(number, weight.value(), weight.unit()));
    }

    /** The label with which the recipient sends the parcel back. */
    @GET
    @Path("/{number}/return-label")
    @RolesAllowed(Scopes.READ)
    public Uni<LabelView> returnLabel(
            @PathParam("number") String number, @QueryParam("carrier") @Nullable String carrier) {
        return callers.current()
                .chain(caller -> waybills.ask(caller, OperationKind.RETURN_LABEL, number, carrier))
                .map(label ->
                        new LabelView(number, label.content(), label.form().name()));
    }

    /**
     * A weight.
     *
     * @param unit {@code kg} where the carrier states it; "" where it does not
     */
    record WeightView(String trackingNumber, BigDecimal weight, String unit) {}

    /**
     * A label.
     *
     * @param labelForm what {@code label} is: {@code HTML} or {@code URL}
     */
    record LabelView(String trackingNumber, String label, String labelForm) {}

    private static Response answer(Booking booking) {
        WaybillView view = WaybillView.of(booking);
        if (booking.isNew()) {
            return Response.created(URI.create("/v1/waybills/" + encoded(String.valueOf(booking.trackingNumber()))))
                    .entity(view)
                    .build();
        }
        if (booking.state() == WaybillState.HELD) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "orderId", "is in doubt at the carrier; the staff has been told");
        }
        if (booking.state() != WaybillState.OPEN) {
            return Response.ok(view).build();
        }
        return Response.accepted(view)
                .location(URI.create("/v1/waybills?carrier=" + encoded(booking.carrier()) + "&orderId="
                        + encoded(booking.orderId())))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String required(String name, @Nullable String given) {
        String text = QueryParameters.text(name, given);
        if (text == null || text.isEmpty()) {
            throw ProblemException.of(ProblemType.MALFORMED, name, "is required");
        }
        return text;
    }
}
