package io.waymark.console.registration;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.Api;
import io.waymark.console.readmodel.Records;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import io.waymark.sealing.Sealing;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/** What other services ask for is done as if the merchant had called. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class CommandsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** The topic as somebody writes it who knows nothing of commands. */
    private static final Topic<String, byte[]> RAW =
            new Topic<>(Topics.COMMANDS.name(), Serdes.String(), Serdes.ByteArray(), Optional.empty());

    @Inject
    Pool database;

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final TopicReader reader = new TopicReader(SharedKafka.bootstrapServers());
    private final Records parcel = new Records(number());

    @Test
    void aBookedShipmentIsRegisteredForItsMerchantAlone() {
        String phone = Sealing.context(parcel.id(), "phone");
        ask(command(", \"orderId\": \"O-1\", \"phone\": \"" + Api.SEALING.sealText("13800001111", phone)
                + "\", \"tracking\": \"push\", \"codAmount\": 123456789012.1234,"
                + " \"labels\": [\"store-12\"], \"settlement\": "
                + onerway("T" + parcel.number())));

        soon(() -> get(ACME, path())
                .statusCode(200)
                .body("status", equalTo("PENDING"))
                .body("orderId", equalTo("O-1"))
                .body("settlements.transactionId", contains("T" + parcel.number())));
        get(DEFAULT, path()).statusCode(404);

        Registration published = published(1).get(0).registrations().get(0);
        assertThat(published.merchantId()).isEqualTo("acme");
        assertThat(published.orderId()).isEqualTo("O-1");
        assertThat(String.valueOf(published.phone())).matches(Sealing::isSealed);
        assertThat(Api.SEALING.openText(String.valueOf(published.phone()), phone))
                .isEqualTo("13800001111");
        assertThat(published.tracking()).isEqualTo(Tracking.PUSH);
        assertThat(published.labels()).containsExactly("store-12");
        assertThat(published.settlements()).hasSize(1);
    }

    @Test
    void aRepeatedCommandChangesNothing() {
        ask(command(", \"orderId\": \"O-1\""));
        ask(command(", \"orderId\": \"O-1\""));
        ask(command(""));
        ask(command(", \"goods\": \"DIGITAL\""));

        List<RegisteredShipment> revisions = published(2);
        assertThat(revisions).extracting(RegisteredShipment::revision).containsExactly(1L, 2L);
        assertThat(revisions.get(1).registrations())
                .singleElement()
                .satisfies(registration -> assertThat(registration.orderId()).isEqualTo("O-1"));
        register(ACME, parcel.number(), ", \"orderId\": \"O-1\"").statusCode(200);
    }

    @Test
    void decimalsKeepTheirDigitsAsInACall() {
        byte[] order = new String(JsonSerde.of(Command.class).write(command(", \"codAmount\": 0")), UTF_8)
                .replace("\"codAmount\":0", "\"codAmount\":123456789012.1234")
                .getBytes(UTF_8);
        writer.write(RAW, key(), order);

        assertThat(published(1).get(0).registrations().get(0).codAmount())
                .isEqualTo(new BigDecimal("123456789012.1234"));
    }

    @Test
    void aMerchantWhomOnlyTheAskingServiceKnowsIsRegisteredFor() {
        ask(parcel.command("newcomer-" + parcel.number()));

        assertThat(published(1).get(0).registrations())
                .extracting(Registration::merchantId)
                .containsExactly("newcomer-" + parcel.number());
    }

    @Test
    void whatCannotBeReadOrIsRefusedIsADeadLetterAndLaterCommandsGoThrough() {
        register(ACME, parcel.number(), ", \"orderId\": \"O-1\"").statusCode(201);
        writer.write(RAW, key(), "{not json 13812341234".getBytes(UTF_8));
        writer.write(RAW, key(), "null".getBytes(UTF_8));
        writer.write(RAW, key(), "{}".getBytes(UTF_8));
        writer.write(RAW, key(), null);
        writer.write(RAW, key(), "{\"type\": \"shipment.register\", \"merchantId\": \"acme\"}".getBytes(UTF_8));
        ask(parcel.command(" "));
        ask(parcel.command("a\u0000b"));
        ask(command(", \"orderId\": \"13812341234\""));
        ask(command(", \"phone\": 13812341234, \"settlement\": {\"gateway\": \"nobody\"}"));
        ask(aimedAtThisParcel(new Records(number()).command("acme")));
        ask(command(", \"phone\": \""
                + Sealing.of(List.of("gone:" + "A".repeat(43) + "="))
                        .sealText("13812341234", Sealing.context(parcel.id(), "phone"))
                + "\""));
        ask(command(", \"goods\": \"DIGITAL\""));

        assertThat(published(2)).last().satisfies(later -> assertThat(later.revision())
                .isEqualTo(2));
        assertThat(deadLetters(11))
                .containsExactly(
                        "not a Command: JsonParseException",
                        "not a Command: null",
                        "the command has no type",
                        "the command has no type",
                        "the command has no arguments",
                        "the command names no merchant",
                        "the database refuses it",
                        "refused with 409: orderId: was registered with another value",
                        "refused with 422: phone: must be a text (and 1 more)",
                        "the command's arguments name another shipment than its target",
                        "what it has sealed cannot be opened: the master key gone is not configured");
    }

    @Test
    void whereWhatWasRegisteredCannotBeOpenedACommandIsADeadLetterAndACallIsAnswered() {
        register(ACME, parcel.number(), ", \"phone\": \"13812341234\"").statusCode(201);
        phoneBecomes(Sealing.of(List.of("gone:" + "A".repeat(43) + "="))
                .sealText("13812341234", Sealing.context(parcel.id(), "phone")));
        register(ACME, parcel.number(), "")
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "60")
                .body("type", equalTo("urn:waymark:problem:unavailable"));
        ask(command(""));
        assertThat(deadLetters(1))
                .containsExactly("what was registered earlier cannot be opened: the master key gone is not configured");

        phoneBecomes(Api.SEALING.sealText("13812341234", "of another parcel"));
        register(ACME, parcel.number(), "")
                .statusCode(500)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:waymark:problem:internal-error"));
        ask(command(""));
        assertThat(deadLetters(2))
                .endsWith("what was registered earlier cannot be opened: its key is not as it was wrapped");
    }

    private void phoneBecomes(String kept) {
        database.preparedQuery("update registration set phone = $1 where shipment_id = $2")
                .execute(Tuple.of(kept, parcel.id().value()))
                .await()
                .atMost(SOON);
    }

    @Test
    void whatOtherServicesAreAskedForIsIgnored() {
        ask(parcel.command("acme", "settlement.retry", ""));
        ask(parcel.command("acme", "shipment.registered", ", \"carrier\": 3"));
        ask(parcel.command(" "));

        assertThat(deadLetters(1)).containsExactly("the command names no merchant");
        get(ACME, path()).statusCode(404);
    }

    private Command command(String more) {
        return parcel.command("acme", Command.REGISTER_SHIPMENT, more);
    }

    private Command aimedAtThisParcel(Command command) {
        return new Command(
                command.id(),
                command.type(),
                key(),
                command.actor(),
                command.merchantId(),
                command.reason(),
                command.issuedAt(),
                command.arguments());
    }

    /** Keyed by this test's parcel, so that the commands of a test are carried out in their order. */
    private void ask(Command command) {
        writer.write(Topics.COMMANDS, key(), command);
    }

    private String key() {
        return parcel.id().toString();
    }

    private String path() {
        return "/v1/shipments/" + parcel.id();
    }

    private List<RegisteredShipment> published(int revisions) {
        return reader.readUntil(Topics.SHIPMENTS, SOON, all -> of(all).size() >= revisions).stream()
                .filter(record -> record.key().equals(key()))
                .map(ConsumerRecord::value)
                .toList();
    }

    private List<ConsumerRecord<String, RegisteredShipment>> of(List<ConsumerRecord<String, RegisteredShipment>> all) {
        return all.stream().filter(record -> record.key().equals(key())).toList();
    }

    private List<String> deadLetters(int count) {
        byte[] key = key().getBytes(UTF_8);
        return reader
                .readUntil(
                        Topics.COMMANDS.deadLettersOf(Topics.CONSOLE_GROUP),
                        SOON,
                        all -> all.stream()
                                        .filter(letter -> Arrays.equals(letter.key(), key))
                                        .count()
                                >= count)
                .stream()
                .filter(letter -> Arrays.equals(letter.key(), key))
                .map(letter -> CloudEvent.header(letter.headers(), "dead-letter-reason"))
                .toList();
    }

    private static void soon(Runnable answer) {
        await().atMost(SOON).untilAsserted(answer::run);
    }
}
