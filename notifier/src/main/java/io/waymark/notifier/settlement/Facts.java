package io.waymark.notifier.settlement;

import io.waymark.contract.Payment;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a shipment and of the payment that waits for it. The same facts give the same decision, whatever
 * the order in which they arrived.
 *
 * @param scans one per scan identity, in no order
 * @param latest the derived status; null while none was published
 * @param payments every state that the gateway has reported of the transaction
 * @param methods every payment method that the gateway has reported of it
 * @param money what was paid; null while the gateway has not said
 */
record Facts(
        List<Scan> scans,
        @Nullable Standing latest,
        Set<Payment.State> payments,
        Set<String> methods,
        @Nullable Money money) {

    Facts {
        scans = List.copyOf(scans);
        payments = Set.copyOf(payments);
        methods = Set.copyOf(methods);
    }
}
