package io.waymark.poller.booking;

import io.waymark.api.request.JsonBody;
import java.nio.charset.StandardCharsets;

/** Orders as the ledger keeps them. */
final class BookingRequestSamples {

    private BookingRequestSamples() {}

    static String json(String carrier, String orderId) {
        return WaybillParser.parse(
                        JsonBody.object(Desk.order(carrier, orderId).getBytes(StandardCharsets.UTF_8)), carrier)
                .json();
    }
}
