package io.waymark.gateways.onerway;

import static java.util.stream.Collectors.joining;

import io.waymark.contract.Payment;
import io.waymark.gateways.NoticeFields;
import io.waymark.gateways.NoticeTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A notice that Onerway has signed.
 *
 * @param fields all of them, those that are not signed included
 * @param transactionId of the attempt, or of the refund, cancellation or dispute itself
 */
record OnerwayNotice(NoticeFields fields, String transactionId) {

    private static final NoticeTable MEANINGS = NoticeTable.beside(OnerwayNotice.class, "notices.csv");

    /** Throws {@link io.waymark.protocol.MalformedPayloadException} if it names no transaction. */
    static OnerwayNotice of(NoticeFields fields) {
        return new OnerwayNotice(fields, fields.number("transactionId"));
    }

    /**
     * What it says of payments; empty if nothing. What ends a payment has a transaction of its own, which is signed, and
     * names the payment in a field that is not. So it is told of both, and of the payment in doubt: that can keep money
     * back and never release any.
     */
    List<Payment> payments(Instant receivedAt, Payment.Proof proof) {
        return state().map(state -> transactions(state)
                        .map(id -> payment(id, state, receivedAt, proof))
                        .toList())
                .orElse(List.of());
    }

    private Optional<Payment.State> state() {
        return MEANINGS.stateOf(
                fields.word("notifyType"), fields.word("txnType"), fields.word("status"), fields.word("paymentStatus"));
    }

    private Stream<String> transactions(Payment.State state) {
        Stream<String> own = Stream.of(transactionId);
        return NoticeTable.ENDS.contains(state)
                ? Stream.concat(own, fields.numberIfAny("originTransactionId").stream())
                        .distinct()
                : own;
    }

    private Payment payment(String transaction, Payment.State state, Instant receivedAt, Payment.Proof proof) {
        boolean isTheOrders = !NoticeTable.ENDS.contains(state);
        return new Payment(
                Onerway.ID,
                transaction,
                words("notifyType", "txnType"),
                state,
                words("status", "paymentStatus"),
                isTheOrders ? fields.name("paymentMethod") : null,
                isTheOrders ? fields.amount("orderAmount") : null,
                isTheOrders ? fields.currency("orderCurrency") : null,
                receivedAt,
                null,
                !transaction.equals(transactionId),
                proof);
    }

    private String words(String... names) {
        return Stream.of(names)
                .map(fields::word)
                .filter(word -> !word.isEmpty())
                .collect(joining(" "));
    }
}
