package io.waymark.ingest;

import static io.restassured.RestAssured.given;
import static io.waymark.ingest.Notices.ASIABILL_KEY;
import static io.waymark.ingest.Notices.ONERWAY_SECRET;
import static io.waymark.ingest.Notices.asiabill;
import static io.waymark.ingest.Notices.onerway;
import static io.waymark.ingest.Notices.postAsiabill;
import static io.waymark.ingest.Notices.postOnerway;
import static io.waymark.ingest.Notices.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Payment;
import io.waymark.contract.Rejection;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What payment gateways tell of transactions. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class NoticeIT {

    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    private final String transaction = "149440833554192" + NUMBERS.incrementAndGet();

    @Inject
    MeterRegistry meters;

    @Test
    void answersOnerwayWithTheBareTransactionOnceThePaymentIsInKafka() {
        String body = onerway(sale(transaction, "S"), ONERWAY_SECRET);

        postOnerway(body)
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .body(equalTo(transaction));

        ConsumerRecord<String, Payment> record =
                payments("onerway:" + transaction, 1).get(0);
        Payment payment = record.value();
        assertThat(payment.state()).isEqualTo(Payment.State.SUCCEEDED);
        assertThat(payment.paymentMethod()).isEqualTo("STC_PAY");
        assertThat(payment.amount()).isEqualByComparingTo("500.00");
        assertThat(payment.inDoubt()).isFalse();
        assertThat(payment.proof())
                .isEqualTo(new Payment.Proof(
                        HexFormat.of().formatHex(Notices.sha256(body)), "secret:8b54ce2b of 800277", "800277"));
        assertThat(CloudEvent.header(record.headers(), "ce_type")).isEqualTo("waymark.payment.v1");
        assertThat(CloudEvent.header(record.headers(), "ce_subject")).isEqualTo(record.key());
        assertThat(CloudEvent.header(record.headers(), "ce_id"))
                .isEqualTo(payment.id().toString());
    }

    @Test
    void aRepeatIsAnsweredAlikeAndIsTheSameRecordAgain() {
        String body = onerway(sale(transaction, "S"), ONERWAY_SECRET);

        postOnerway(body).body(equalTo(transaction));
        postOnerway(body).body(equalTo(transaction));

        assertThat(payments("onerway:" + transaction, 2))
                .extracting(record -> CloudEvent.header(record.headers(), "ce_id"))
                .containsOnly(payments("onerway:" + transaction, 2)
                        .get(0)
                        .value()
                        .id()
                        .toString());
    }

    @Test
    void aRefundIsToldOfItselfAndInDoubtOfThePaymentItNames() {
        String origin = "7" + transaction;
        Map<String, String> refund = Map.of(
                "notifyType", "TXN",
                "txnType", "REFUND",
                "status", "S",
                "transactionId", transaction,
                "merchantNo", "800277",
                "originTransactionId", origin);

        postOnerway(onerway(refund, ONERWAY_SECRET)).body(equalTo(transaction));

        assertThat(payments("onerway:" + transaction, 1))
                .extracting(record -> record.value().state(), record -> record.value()
                        .inDoubt())
                .containsExactly(tuple(Payment.State.REFUNDED, false));
        assertThat(payments("onerway:" + origin, 1))
                .extracting(record -> record.value().state(), record -> record.value()
                        .inDoubt())
                .containsExactly(tuple(Payment.State.REFUNDED, true));
    }

    @Test
    void believesEveryAccountAndNoAccountForAnother() {
        Map<String, String> fields = Map.of(
                "notifyType",
                "TXN",
                "txnType",
                "SALE",
                "status",
                "F",
                "transactionId",
                transaction,
                "merchantNo",
                "800278");

        postOnerway(onerway(fields, ONERWAY_SECRET)).statusCode(401);
        postOnerway(onerway(fields, "second-secret")).statusCode(200);

        assertThat(payments("onerway:" + transaction, 1))
                .extracting(record -> record.value().proof().verifiedBy())
                .containsExactly("secret:f7a1f229 of 800278");
    }

    @Test
    void answersAsiaBillWithSuccessOnceThePaymentIsInKafka() {
        String body = asiabill("transaction.success", transaction, ",\"orderStatus\":\"success\"");

        postAsiabill(body, ASIABILL_KEY)
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .body(equalTo("success"));

        Payment payment = payments("asiabill:" + transaction, 1).get(0).value();
        assertThat(payment.state()).isEqualTo(Payment.State.SUCCEEDED);
        assertThat(payment.orderNo()).isEqualTo("O-" + transaction);
        assertThat(payment.proof().verifiedBy()).isEqualTo("sign-key:5b8e5b67 of 12246002");
    }

    @Test
    void aNoticeThatSaysNothingOfAPaymentIsAcceptedAndCounted() {
        double before = count("callbacks_without_facts", "asiabill");

        postAsiabill(asiabill("invented.later", transaction, ""), ASIABILL_KEY)
                .statusCode(200)
                .body(equalTo("success"));

        assertThat(count("callbacks_without_facts", "asiabill")).isEqualTo(before + 1);
    }

    @Test
    void refusesAForgedNoticeAndKeepsItOutOfThePayments() {
        String forged = onerway(sale(transaction, "S"), "guessed");

        postOnerway(forged).statusCode(401).body(equalTo("BAD_SIGNATURE"));
        postAsiabill(asiabill("transaction.success", transaction, ""), "guessed")
                .statusCode(401);

        assertThat(rejection(HexFormat.of().formatHex(Notices.sha256(forged))).reason())
                .isEqualTo("BAD_SIGNATURE");
        assertThat(everyPayment())
                .extracting(ConsumerRecord::key)
                .doesNotContain("onerway:" + transaction, "asiabill:" + transaction);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            onerway  | {}                          | MISSING_FIELD
            onerway  | {"transactionId":"1"}       | MISSING_FIELD
            onerway  | {"sign":"a","sign":"a"}     | MALFORMED
            onerway  | nothing                     | MALFORMED
            asiabill | {}                          | MISSING_FIELD
            """)
    void refusesWhatIsNotSignedAtAll(String gateway, String body, String reason) {
        given().contentType("application/json")
                .body(body)
                .post("/callbacks/" + gateway)
                .then()
                .statusCode(401)
                .body(equalTo(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onerway", "asiabill"})
    void takesNoOtherMediaTypeNoMoreThanAMebibyteAndNoOtherPath(String gateway) {
        given().contentType("text/plain")
                .body("{}")
                .post("/callbacks/" + gateway)
                .then()
                .statusCode(415);
        given().contentType("application/json")
                .body("x".repeat(1024 * 1024 + 1))
                .post("/callbacks/" + gateway)
                .then()
                .statusCode(413);
        given().contentType("application/json")
                .body("{}")
                .post("/callbacks/" + gateway + "/8bb6c7be-429f-5f0d-998a-84695862fba7")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onerway", "asiabill"})
    void everyNoticeIsAcceptedOrRejectedOrNotDurable(String gateway) {
        postOnerway(onerway(sale(transaction, "S"), ONERWAY_SECRET));
        postOnerway(onerway(sale(transaction, "S"), "guessed"));
        postAsiabill(asiabill("transaction.fail", transaction, ""), ASIABILL_KEY);
        postAsiabill(asiabill("transaction.fail", transaction, ""), "guessed");

        assertThat(count("callbacks_received", gateway))
                .isPositive()
                .isEqualTo(count("callbacks_accepted", gateway)
                        + count("callbacks_rejected", gateway)
                        + count("callbacks_not_durable", gateway));
    }

    private double count(String meter, String provider) {
        return meters.find(meter).tag("provider", provider).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static List<ConsumerRecord<String, Payment>> payments(String key, int atLeast) {
        return of(
                key,
                new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(
                                Topics.PAYMENTS,
                                Duration.ofSeconds(20),
                                seen -> of(key, seen).size() >= atLeast));
    }

    /** A record written after all others of its partition shows that they have been seen, whichever partition that is. */
    private static List<ConsumerRecord<String, Payment>> everyPayment() {
        List<String> last = IntStream.range(0, 40)
                .mapToObj(i -> "1999" + NUMBERS.incrementAndGet())
                .toList();
        last.forEach(id -> postOnerway(onerway(sale(id, "S"), ONERWAY_SECRET)).statusCode(200));
        List<String> keys = last.stream().map(id -> "onerway:" + id).toList();
        return new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(
                        Topics.PAYMENTS,
                        Duration.ofSeconds(20),
                        seen -> seen.stream().map(ConsumerRecord::key).toList().containsAll(keys));
    }

    private static List<ConsumerRecord<String, Payment>> of(String key, List<ConsumerRecord<String, Payment>> records) {
        return records.stream().filter(record -> record.key().equals(key)).toList();
    }

    private static Rejection rejection(String sha256) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.REJECTED, Duration.ofSeconds(20), seen -> seen.stream()
                                .anyMatch(record -> record.value().sha256().equals(sha256)))
                        .stream()
                        .map(ConsumerRecord::value)
                        .filter(rejection -> rejection.sha256().equals(sha256))
                        .findFirst()
                        .orElseThrow();
    }
}
