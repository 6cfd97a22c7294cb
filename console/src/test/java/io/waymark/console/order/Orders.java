package io.waymark.console.order;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.waymark.console.readmodel.Ledger;
import io.waymark.contract.Command;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Orders about one settlement of acme's, as operators give them, and what is sent of them. */
record Orders(String number) {

    static final String WHY = "{\"reason\": \"the shop asked for it\"}";

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Binds the settlement. */
    Orders bind() {
        register(ACME, number, ", \"settlement\": " + onerway("T" + number)).statusCode(201);
        return this;
    }

    String settlement() {
        return Ledger.id(number).toString();
    }

    ValidatableResponse order(String key, String order, String body) {
        return as(key).contentType(ContentType.JSON)
                .body(body)
                .post("/v1/settlements/" + settlement() + "/" + order)
                .then();
    }

    ValidatableResponse keyed(String key, String order, String body, String idempotencyKey) {
        return as(key).contentType(ContentType.JSON)
                .header("Idempotency-Key", idempotencyKey)
                .body(body)
                .post("/v1/settlements/" + settlement() + "/" + order)
                .then();
    }

    /** The id of a hold that was ordered. */
    String hold() {
        return order(ACME, "hold", WHY).statusCode(202).extract().path("id");
    }

    /** What became of an order, once it is known. */
    static ValidatableResponse outcome(String id) {
        String path = "/v1/commands/" + id;
        await().atMost(SOON)
                .until(() -> !get(ACME, path).extract().path("state").equals("PENDING"));
        return get(ACME, path);
    }

    /** What was sent about the settlement, once there is so much. */
    List<ConsumerRecord<String, Command>> sent(int count) {
        return of(new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(Topics.COMMANDS, SOON, all -> of(all).size() >= count));
    }

    private List<ConsumerRecord<String, Command>> of(List<ConsumerRecord<String, Command>> all) {
        return all.stream().filter(record -> settlement().equals(record.key())).toList();
    }
}
