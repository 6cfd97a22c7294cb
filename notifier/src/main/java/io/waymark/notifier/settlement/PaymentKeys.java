package io.waymark.notifier.settlement;

import io.waymark.contract.Payment;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Under what a payment is known: {@code gateway:transaction}, and where the gateway told it {@code gateway:order:number}
 * too. A settlement that was registered with an order number alone is found under the second.
 */
final class PaymentKeys {

    private PaymentKeys() {}

    static Stream<String> of(Payment payment) {
        return of(payment.gateway(), payment.transactionId(), payment.orderNo());
    }

    /** The transaction's comes first. */
    static Stream<String> of(String gateway, @Nullable String transaction, @Nullable String orderNo) {
        return Stream.concat(
                Stream.ofNullable(transaction).map(number -> gateway + ":" + number),
                Stream.ofNullable(orderNo).map(number -> gateway + ":order:" + number));
    }
}
