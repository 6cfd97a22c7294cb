package io.waymark.notifier.settlement;

import io.waymark.contract.Payment;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One state that a gateway reported of one transaction. */
@Entity
@Table(name = "payment_fact")
class PaymentRow {

    @Id
    String id;

    @Column(name = "payment_key")
    String paymentKey;

    @Enumerated(EnumType.STRING)
    Payment.State state;

    @Nullable
    @Column(name = "payment_method")
    String paymentMethod;

    /** The gateway's number of the account whose notice it was; "" if it is not known. */
    String account;

    @Column(name = "received_at")
    Instant receivedAt;

    @Nullable
    @Embedded
    MoneyRow money;
}
