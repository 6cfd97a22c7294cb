package io.waymark.console.order;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.api.access.KeyHash;
import io.waymark.console.readmodel.Ledger;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.SettlementState;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class OrderIT {

    private final Orders orders = new Orders(number());
    private final String number = orders.number();
    private final String settlement = orders.settlement();

    @BeforeEach
    void theSettlementIsBound() {
        orders.bind();
    }

    @ParameterizedTest
    @CsvSource({
        "retry, settlement.retry",
        "hold, settlement.hold",
        "release, settlement.release",
        "write-off, settlement.write-off"
    })
    void anOrderIsStoredWithWhoAndWhyAndSentToTheLedger(String order, String type) {
        String actor = "acme/key-" + KeyHash.of(ACME).substring(0, 12);

        String id = orders.order(ACME, order, Orders.WHY)
                .statusCode(202)
                .body("id", notNullValue())
                .body("type", equalTo(type))
                .body("target", equalTo(settlement))
                .body("actor", equalTo(actor))
                .body("reason", equalTo("the shop asked for it"))
                .body("issuedAt", matchesPattern("2\\d{3}-.*Z"))
                .body("state", equalTo("PENDING"))
                .body("detail", equalTo(""))
                .body("decidedAt", nullValue())
                .extract()
                .path("id");

        get(ACME, "/v1/commands/" + id)
                .statusCode(200)
                .body("type", equalTo(type))
                .body("state", equalTo("PENDING"));
        ConsumerRecord<String, Command> record = orders.sent(1).get(0);
        Command command = record.value();
        assertThat(command.id()).isEqualTo(id);
        assertThat(command.type()).isEqualTo(type);
        assertThat(command.target()).isEqualTo(settlement);
        assertThat(command.actor()).isEqualTo(actor);
        assertThat(command.merchantId()).isEqualTo("acme");
        assertThat(command.reason()).isEqualTo("the shop asked for it");
        assertThat(command.arguments().isEmpty()).isTrue();
        assertThat(CloudEvent.header(record.headers(), "ce_id")).isEqualTo(id);
        assertThat(CloudEvent.header(record.headers(), "ce_subject")).isEqualTo(settlement);
    }

    @Test
    void theLocationTellsTheOutcome() {
        String id = orders.hold();
        orders.order(ACME, "hold", Orders.WHY).header("Location", matchesPattern(".*/v1/commands/[0-9a-f-]{36}"));
        Ledger held = Ledger.of("acme", number)
                .ordered(id, SettlementState.HELD, null)
                .publish();
        Orders.outcome(id)
                .body("state", equalTo("DONE"))
                .body("detail", equalTo("HELD: as ordered"))
                .body("decidedAt", equalTo("2023-06-30T08:05:04Z"));

        String second = orders.order(ACME, "retry", "{}").extract().path("id");
        held.ordered(second, SettlementState.HELD, "a held settlement is not sent")
                .publish();
        Orders.outcome(second)
                .body("state", equalTo("REFUSED"))
                .body("detail", equalTo("a held settlement is not sent"));
        Orders.outcome(id).body("state", equalTo("DONE"));
    }

    @Test
    void aRecordThatComesAgainOrLateChangesNoOutcome() {
        String id = orders.hold();
        Ledger done = Ledger.of("acme", number).ordered(id, SettlementState.HELD, null);
        done.to(SettlementState.OWED, "FACTS", "").publish();
        Orders.outcome(id).body("state", equalTo("DONE"));

        done.publish();
        Ledger.of("acme", number)
                .ordered(id, SettlementState.OWED, "said otherwise")
                .publish();
        String later = orders.hold();
        done.to(SettlementState.OWED, "FACTS", "")
                .ordered(later, SettlementState.OWED, "no")
                .publish();

        Orders.outcome(later).body("state", equalTo("REFUSED"));
        Orders.outcome(id).body("state", equalTo("DONE")).body("detail", equalTo("HELD: as ordered"));
    }

    @Test
    void anOrderIsDecidedByTheRecordOfItsOwnSettlementAlone() {
        Orders others = new Orders(number()).bind();
        String id = orders.hold();
        String othersId = others.hold();

        Ledger.of("acme", others.number())
                .ordered(id, SettlementState.HELD, null)
                .ordered(othersId, SettlementState.HELD, null)
                .publish();

        Orders.outcome(othersId).body("state", equalTo("DONE"));
        get(ACME, "/v1/commands/" + id).body("state", equalTo("PENDING"));
    }

    @Test
    void oneIdempotencyKeyIsOneOrder() {
        List<String> ids = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> orders.keyed(ACME, "hold", Orders.WHY, "k-" + number)
                        .statusCode(202)
                        .extract()
                        .<String>path("id")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        String another =
                orders.order(ACME, "hold", Orders.WHY).statusCode(202).extract().path("id");

        assertThat(ids).containsOnly(ids.get(0)).doesNotContain(another);
        assertThat(orders.sent(2)).extracting(one -> one.value().id()).containsExactly(ids.get(0), another);
        orders.keyed(ACME, "hold", "{\"reason\": \"another\"}", "k-" + number)
                .statusCode(422)
                .body("errors.field", contains("Idempotency-Key"));
        orders.keyed(ACME, "release", Orders.WHY, "k-" + number).statusCode(409);
        orders.keyed(STAFF, "hold", Orders.WHY, "k-" + number).statusCode(202);
        orders.keyed(ACME, "hold", Orders.WHY, "k".repeat(256))
                .statusCode(400)
                .body("errors.field", contains("Idempotency-Key"));
    }

    @Test
    void staffOrdersForEveryMerchantAndTheMerchantSeesWho() {
        String id = orders.order(STAFF, "write-off", Orders.WHY)
                .statusCode(202)
                .extract()
                .path("id");

        get(ACME, "/v1/commands/" + id)
                .statusCode(200)
                .body("actor", equalTo("staff/key-" + KeyHash.of(STAFF).substring(0, 12)));
        get(STAFF, "/v1/settlements/" + settlement).statusCode(200).body("merchantId", equalTo("acme"));
        assertThat(orders.sent(1).get(0).value().merchantId()).isEqualTo("acme");
    }
}
