package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaymentTest {

    private static final JsonSerde<Payment> PAYMENTS = JsonSerde.of(Payment.class);

    private static Payment payment(String transaction, String sha256, Instant receivedAt) {
        return new Payment(
                "onerway",
                transaction,
                "TXN SALE",
                Payment.State.SUCCEEDED,
                "S",
                "STC_PAY",
                new BigDecimal("500.00"),
                "SAR",
                receivedAt,
                null,
                false,
                new Payment.Proof(sha256, "secret of 800058", "800058"));
    }

    @Test
    void readsWhatItWroteAndKeepsTheAmountAsItWasSaid() {
        Payment payment = payment("1", "ab", Instant.parse("2026-11-22T08:00:00Z"));

        assertThat(PAYMENTS.read(PAYMENTS.write(payment))).isEqualTo(payment);
    }

    @Test
    void aRepeatedNoticeHasTheSameIdAndAnotherNoticeOrTransactionHasAnother() {
        Payment first = payment("1", "ab", Instant.EPOCH);

        assertThat(payment("1", "ab", Instant.EPOCH.plusSeconds(1800)).id()).isEqualTo(first.id());
        assertThat(payment("1", "cd", Instant.EPOCH).id()).isNotEqualTo(first.id());
        assertThat(payment("2", "ab", Instant.EPOCH).id()).isNotEqualTo(first.id());
    }

    @Test
    void readsARecordFromBeforeThereWasAProof() {
        Payment old = PAYMENTS.read(
                ("{\"gateway\":\"onerway\",\"transactionId\":\"1\",\"notice\":\"TXN\",\"state\":\"SUCCEEDED\","
                                + "\"rawStatus\":\"S\",\"paymentMethod\":null,\"receivedAt\":\"2026-11-22T08:00:00Z\"}")
                        .getBytes(UTF_8));

        assertThat(old.inDoubt()).isFalse();
        assertThat(old.proof()).isNull();
        assertThat(old.id()).isNotNull();
    }
}
