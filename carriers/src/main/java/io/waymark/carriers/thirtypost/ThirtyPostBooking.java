package io.waymark.carriers.thirtypost;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.carriers.Waybill;
import io.waymark.carriers.WaybillOrder;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.JsonText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Creates a bill under our order id ({@code express_no}), which is then the parcel's number unless the answer names
 * another. So a call whose answer was lost can be repeated: an answer that the number exists already tells of a repeat. What
 * the carrier answers to a new bill is not published; read are the spellings that its other answers have.
 */
final class ThirtyPostBooking implements Operation<WaybillOrder, Waybill> {

    private final ThirtyPostAccount account;
    private final String path;
    private final ThirtyPostBill bill;

    ThirtyPostBooking(ThirtyPostAccount account, String path, ThirtyPostBill bill) {
        this.account = account;
        this.path = path;
        this.bill = bill;
    }

    @Override
    public HttpCall ask(WaybillOrder order, Instant now) {
        return account.call(path, bill.of(order), now);
    }

    @Override
    public Waybill read(WaybillOrder order, HttpAnswer answer) {
        String ours = ThirtyPostBill.number(order);
        try {
            JsonNode reply = ThirtyPostReply.of(answer).json();
            return Waybill.of(number(reply).orElse(ours), Optional.empty(), Map.of());
        } catch (CarrierException e) {
            if (e.code().equals(ThirtyPostReply.EXISTS)) {
                return new Waybill(ours, Optional.empty(), true, Map.of());
            }
            throw e;
        }
    }

    private static Optional<String> number(JsonNode reply) {
        return Stream.of(reply, reply.path("data"), reply.path("value"))
                .flatMap(node -> Stream.of("express_no", "expressNo", "Expressno", "expressionNo")
                        .map(field -> JsonText.text(node, field).strip()))
                .filter(number -> !number.isEmpty())
                .findFirst();
    }
}
