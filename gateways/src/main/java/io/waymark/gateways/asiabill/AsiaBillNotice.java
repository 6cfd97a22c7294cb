package io.waymark.gateways.asiabill;

import io.waymark.contract.Payment;
import io.waymark.gateways.NoticeFields;
import io.waymark.gateways.NoticeTable;
import io.waymark.protocol.JsonFields;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A webhook that AsiaBill has signed: {@code {"type": "transaction.success", "data": {…}}}. Documented samples have texts
 * for numbers in some places and JSON numbers in others; either is taken as it is written. Of a message without {@code data}
 * the fields themselves are taken for it.
 *
 * @param type the event
 * @param data what it is about
 */
record AsiaBillNotice(String type, NoticeFields data) {

    private static final NoticeTable MEANINGS = NoticeTable.beside(AsiaBillNotice.class, "notices.csv");

    /** Throws {@link io.waymark.protocol.MalformedPayloadException} if its data is no object. */
    static AsiaBillNotice of(Map<String, String> message) {
        String data = message.get("data");
        return new AsiaBillNotice(
                new NoticeFields(message).word("type"), new NoticeFields(data == null ? message : JsonFields.of(data)));
    }

    /**
     * What it says of payments; empty if nothing. Throws {@link io.waymark.protocol.MalformedPayloadException} if it says
     * something and names no transaction.
     */
    List<Payment> payments(Instant receivedAt, Payment.Proof proof) {
        Optional<Payment.State> state =
                MEANINGS.stateOf(type.toLowerCase(Locale.ROOT), word("orderStatus"), word("operationResult"));
        return state.filter(it -> it != Payment.State.REFUNDED || isWhole())
                .map(it -> List.of(payment(it, receivedAt, proof)))
                .orElse(List.of());
    }

    /** A refund of a part leaves a payment that is owed the rest. One that does not tell its amounts counts as whole. */
    private boolean isWhole() {
        BigDecimal refunded = data.amount("amount");
        BigDecimal paid = data.amount("orderAmount");
        return refunded == null
                || paid == null
                || !data.text("currency").equals(data.text("orderCurrency"))
                || refunded.compareTo(paid) >= 0;
    }

    private String word(String name) {
        return data.word(name).toLowerCase(Locale.ROOT);
    }

    private Payment payment(Payment.State state, Instant receivedAt, Payment.Proof proof) {
        return new Payment(
                AsiaBill.ID,
                data.number("tradeNo"),
                type,
                state,
                data.word("orderStatus"),
                null,
                data.amount("orderAmount"),
                data.currency("orderCurrency"),
                receivedAt,
                data.name("orderNo"),
                false,
                proof);
    }
}
