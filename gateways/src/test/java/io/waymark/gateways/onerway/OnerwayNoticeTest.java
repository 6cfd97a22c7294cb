package io.waymark.gateways.onerway;

import static io.waymark.gateways.onerway.SignedNotices.SECRET;
import static io.waymark.gateways.onerway.SignedNotices.signed;
import static io.waymark.gateways.onerway.SignedNotices.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.waymark.contract.Payment;
import io.waymark.gateways.NoticeVerdict.Accepted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a notice says, once it is believed. */
class OnerwayNoticeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # notifyType | txnType | status | paymentStatus | state
            TXN          | SALE    | S      |               | SUCCEEDED
            TXN          | SALE    | S      | S             | SUCCEEDED
            TXN          | SALE    | S      | O             | PENDING
            TXN          | SALE    | F      |               | FAILED
            TXN          | SALE    | F      | S             | FAILED
            TXN          | SALE    | F      | O             | PENDING
            TXN          | SALE    | F      | N             | FAILED
            TXN          | SALE    | N      | N             | FAILED
            TXN          | SALE    | N      |               | PENDING
            TXN          | SALE    | P      |               | PENDING
            TXN          | AUTH    | S      |               |
            TXN          | AUTH    | F      |               | FAILED
            TXN          | CAPTURE | S      |               | SUCCEEDED
            TXN          | REFUND  | S      |               | REFUNDED
            TXN          | REFUND  | F      |               |
            REFUND       | REFUND  | S      |               | REFUNDED
            REFUND_AUDIT | REFUND  | S      |               | REFUNDED
            REFUND_AUDIT | REFUND  | F      |               |
            REFUND_AUDIT |         | S      |               | REFUNDED
            CANCEL       | SALE    | S      |               | CANCELLED
            CANCEL       |         | S      |               | CANCELLED
            CANCEL       |         | F      |               |
            TXN          | VOID    | S      |               | CANCELLED
            CHARGEBACK   |         |        |               | CHARGED_BACK
            CHARGEBACK   | SALE    | S      |               | CHARGED_BACK
            TXN          | BIND    | S      |               |
            SUBSCRIPTION | SALE    | S      |               |
                         |         | S      |               |
            """)
    void saysWhatItMeansForThePayment(
            String notifyType, String txnType, String status, String paymentStatus, Payment.State state) {
        Accepted accepted = (Accepted) verify(signed(
                SECRET,
                "notifyType",
                orEmpty(notifyType),
                "txnType",
                orEmpty(txnType),
                "status",
                orEmpty(status),
                "paymentStatus",
                orEmpty(paymentStatus)));

        assertThat(accepted.payments())
                .extracting(Payment::state)
                .isEqualTo(state == null ? List.of() : List.of(state));
        assertThat(accepted.answer()).isEqualTo("1792734932368752640");
    }

    private static String orEmpty(String word) {
        return word == null ? "" : word;
    }

    @Test
    void anEndIsToldOfItsOwnTransactionAndInDoubtOfTheOneItNamesUnsigned() {
        Accepted accepted = (Accepted) verify(signed(
                SECRET,
                "notifyType",
                "TXN",
                "txnType",
                "REFUND",
                "status",
                "S",
                "orderAmount",
                "20.00",
                "originTransactionId",
                "1484408335541923840"));

        assertThat(accepted.payments())
                .extracting(Payment::transactionId, Payment::inDoubt, Payment::amount)
                .containsExactly(tuple("1792734932368752640", false, null), tuple("1484408335541923840", true, null));
        assertThat(accepted.payments()).extracting(Payment::state).containsOnly(Payment.State.REFUNDED);
    }

    @Test
    void aSuccessIsNeverToldOfATransactionThatIsNamedUnsigned() {
        Accepted accepted = (Accepted) verify(signed(
                SECRET,
                "notifyType",
                "TXN",
                "txnType",
                "CAPTURE",
                "status",
                "S",
                "originTransactionId",
                "1484408335541923840"));

        assertThat(accepted.payments()).extracting(Payment::transactionId).containsExactly("1792734932368752640");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1792734932368752640", "", "x y", "1484/1"})
    void anOriginThatIsItselfOrNoNumberIsNone(String origin) {
        Accepted accepted =
                (Accepted) verify(signed(SECRET, "notifyType", "CANCEL", "status", "S", "originTransactionId", origin));

        assertThat(accepted.payments())
                .singleElement()
                .extracting(Payment::inDoubt)
                .isEqualTo(false);
    }

    @Test
    void publishesNothingLongerThanAFieldCanBe() {
        Accepted accepted = (Accepted) verify(signed(
                SECRET,
                "notifyType",
                "TXN",
                "txnType",
                "SALE",
                "status",
                "S",
                "paymentMethod",
                "V".repeat(100_000),
                "orderAmount",
                "9".repeat(1000),
                "orderCurrency",
                "euro"));

        assertThat(accepted.payments()).singleElement().satisfies(payment -> {
            assertThat(payment.paymentMethod()).isNull();
            assertThat(payment.amount()).isNull();
            assertThat(payment.currency()).isNull();
        });
    }
}
