package io.waymark.console.registration;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class AliasIT {

    private final String number = number();
    private final String id = ShipmentId.of("sto", number).toString();

    @Test
    void aFurtherNumberIsACommandToTheNormalizer() {
        register(DEFAULT, number, "").statusCode(201);

        link(DEFAULT, "{\"carrier\": \"EMS\", \"trackingNumber\": \" ea1cn\"}")
                .statusCode(202)
                .header("Location", endsWith("/v1/shipments/" + id));

        ConsumerRecord<String, Command> record = new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.COMMANDS, Duration.ofSeconds(20), seen -> seen.stream()
                                .anyMatch(one -> one.key().equals(id)))
                        .stream()
                        .filter(one -> one.key().equals(id))
                        .findFirst()
                        .orElseThrow();
        Command command = record.value();
        assertThat(command.type()).isEqualTo("shipment.alias");
        assertThat(command.target()).isEqualTo(id);
        assertThat(command.merchantId()).isEqualTo("default");
        assertThat(command.arguments().toString())
                .isEqualTo("{\"shipment\":{\"carrier\":\"sto\",\"trackingNumber\":\"" + number
                        + "\"},\"alias\":{\"carrier\":\"ems\",\"trackingNumber\":\"EA1CN\"}}");
        assertThat(CloudEvent.header(record.headers(), "ce_id")).isEqualTo(command.id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"carrier\": \"ems\"}                                              | trackingNumber",
                "{\"trackingNumber\": \"EA1CN\"}                                     | carrier",
                "{\"carrier\": \"no such\", \"trackingNumber\": \"EA1CN\"}           | carrier",
                "{\"carrier\": \"ems\", \"trackingNumber\": \"EA1CN\", \"goods\": 1} | goods"
            })
    void aBadBodyIsRefusedByItsField(String body, String field) {
        register(DEFAULT, number, "").statusCode(201);

        link(DEFAULT, body).statusCode(422).body("errors.field", hasItem(field));
    }

    @Test
    void theShipmentsOwnNumberIsNoAlias() {
        register(DEFAULT, number, "").statusCode(201);

        link(DEFAULT, "{\"carrier\": \"sto\", \"trackingNumber\": \"" + number + "\"}")
                .statusCode(422)
                .body("errors.field", contains("trackingNumber"));
    }

    @Test
    void anotherMerchantsShipmentIsNotFound() {
        register(DEFAULT, number, "").statusCode(201);

        link(ACME, "{\"carrier\": \"ems\", \"trackingNumber\": \"EA1CN\"}").statusCode(404);
    }

    private ValidatableResponse link(String key, String body) {
        return as(key).contentType(ContentType.JSON)
                .body(body)
                .post("/v1/shipments/" + id + "/aliases")
                .then();
    }
}
