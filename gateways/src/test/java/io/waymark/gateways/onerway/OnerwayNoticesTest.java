package io.waymark.gateways.onerway;

import static io.waymark.gateways.onerway.SignedNotices.NOW;
import static io.waymark.gateways.onerway.SignedNotices.SECRET;
import static io.waymark.gateways.onerway.SignedNotices.notices;
import static io.waymark.gateways.onerway.SignedNotices.signed;
import static io.waymark.gateways.onerway.SignedNotices.verify;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.contract.Payment;
import io.waymark.gateways.NoticeProtocol;
import io.waymark.gateways.NoticeVerdict;
import io.waymark.gateways.NoticeVerdict.Accepted;
import io.waymark.gateways.NoticeVerdict.Rejected;
import io.waymark.protocol.Refusal;
import io.waymark.protocol.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which notices are believed. */
class OnerwayNoticesTest {

    static List<JsonNode> vectors() throws IOException {
        try (InputStream json = OnerwayNoticesTest.class.getResourceAsStream("notice-vectors.json")) {
            List<JsonNode> vectors = new ArrayList<>();
            new ObjectMapper().readTree(json).forEach(vectors::add);
            return vectors;
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void believesWhatOnerwaySigned(JsonNode vector) {
        NoticeVerdict verdict = verify(vector.get("body").asText());

        assertThat(verdict).isInstanceOf(Accepted.class);
        assertThat(((Accepted) verdict).answer()).isEqualTo("1792734932368752640");
        assertThat(((Accepted) verdict).verifiedBy()).isEqualTo("secret:8b54ce2b of 800277");
    }

    @Test
    void tellsThePaymentThatTheDocumentedSampleIsAbout() throws IOException {
        Accepted accepted = (Accepted) verify(vectors().get(0).get("body").asText());

        assertThat(accepted.payments()).singleElement().satisfies(payment -> {
            assertThat(payment.key()).isEqualTo("onerway:1792734932368752640");
            assertThat(payment.notice()).isEqualTo("TXN SALE");
            assertThat(payment.state()).isEqualTo(Payment.State.SUCCEEDED);
            assertThat(payment.rawStatus()).isEqualTo("S");
            assertThat(payment.paymentMethod()).isEqualTo("VISA");
            assertThat(payment.amount()).isEqualByComparingTo("500.00");
            assertThat(payment.currency()).isEqualTo("EUR");
            assertThat(payment.receivedAt()).isEqualTo(NOW);
            assertThat(payment.inDoubt()).isFalse();
            assertThat(payment.proof().sha256()).hasSize(64);
            assertThat(payment.proof().verifiedBy()).isEqualTo("secret:8b54ce2b of 800277");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            500.00               | 500.01
            "status":"S"         | "status":"F"
            1792734932368752640  | 1792734932368752641
            800277               | 800278
            "eci":"5"            | "eci":"5","added":"1"
            "eci":"5"            | "eci":5.0
            "sign":"fa           | "sign":"fb
            """)
    void refusesANoticeThatWasChanged(String from, String to) throws IOException {
        String body = vectors().get(0).get("body").asText();

        assertThat(body).contains(from);
        assertThat(verify(body.replace(from, to))).isEqualTo(new Rejected(Refusal.BAD_SIGNATURE));
    }

    @Test
    void believesANoticeWhoseUnsignedFieldsWereChanged() throws IOException {
        String body = vectors().get(0).get("body").asText().replace("VISA", "STC_PAY");

        assertThat(((Accepted) verify(body)).payments())
                .extracting(Payment::paymentMethod)
                .containsExactly("STC_PAY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {}                                                    | MISSING_FIELD
            {"transactionId":"1"}                                 | MISSING_FIELD
            {"transactionId":"1","sign":""}                       | MISSING_FIELD
            {"transactionId":"1","sign":null}                     | MISSING_FIELD
            {"sign":"aa"}                                         | MISSING_FIELD
            {"transactionId":"1","sign":"aa"}                     | BAD_SIGNATURE
            {"transactionId":"1","sign":"aa","sign":"aa"}         | MALFORMED
            {"transactionId":"1","transactionId":"1","sign":"aa"} | MALFORMED
            []                                                    | MALFORMED
            not json                                              | MALFORMED
            """)
    void refusesWhatIsNotSigned(String body, Refusal reason) {
        assertThat(verify(body)).isEqualTo(new Rejected(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17 92", "17/92", "../etc", "一二", "1\n2"})
    void refusesASignedTransactionThatIsNoNumber(String transaction) {
        assertThat(verify(signed(SECRET, "transactionId", transaction))).isEqualTo(new Rejected(Refusal.MALFORMED));
    }

    @Test
    void believesANewAndAnOldSecretOfOneMerchant() {
        NoticeProtocol rotating = new Onerway()
                .notices(List.of(new Settings(
                        Map.of(Onerway.MERCHANT_NO, List.of("800277"), Onerway.SECRET, List.of("newer", "second")))));

        assertThat(verify(rotating, signed("newer"))).isInstanceOf(Accepted.class);
        assertThat(verify(rotating, signed("second")))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(rotating.secrets()).hasSize(2).endsWith(accepted.verifiedBy()));
    }

    @Test
    void believesTheSecretOfTheMerchantThatIsNamedAndNoOther() {
        NoticeProtocol two = notices(Map.of("800277", "first", "800278", "second"));

        assertThat(verify(two, signed("second", "merchantNo", "800278"))).isInstanceOf(Accepted.class);
        assertThat(((Accepted) verify(two, signed("second", "merchantNo", "800278"))).verifiedBy())
                .isEqualTo("secret:7dcd6e6e of 800278");
        assertThat(verify(two, signed("first", "merchantNo", "800278"))).isEqualTo(new Rejected(Refusal.BAD_SIGNATURE));
    }

    @Test
    void believesAnyOfOurSecretsWhereTheMerchantIsNotNamedOrNotKnown() {
        NoticeProtocol two = notices(Map.of("800277", "first", "800278", "second"));

        assertThat(verify(two, signed("second", "merchantNo", ""))).isInstanceOf(Accepted.class);
        assertThat(verify(two, signed("second", "merchantNo", "1"))).isInstanceOf(Accepted.class);
    }

    @Test
    void believesNobodyWithoutASecret() {
        String unsigned = signed("", "notifyType", "TXN", "txnType", "SALE", "status", "S");

        assertThat(verify(new Onerway().notices(List.of()), unsigned)).isEqualTo(new Rejected(Refusal.BAD_SIGNATURE));
        assertThat(verify(new Onerway().notices(List.of(Settings.NONE)), unsigned))
                .isEqualTo(new Rejected(Refusal.BAD_SIGNATURE));
    }
}
