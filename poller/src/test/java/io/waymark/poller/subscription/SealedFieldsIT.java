package io.waymark.poller.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.waymark.contract.Command;
import io.waymark.contract.Erasure;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.poller.sealing.Seals;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import io.waymark.sealing.Sealing;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What registrations say of people: opened for the provider alone, and gone for good once it is erased by order. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(ProviderResource.class)
class SealedFieldsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PHONE = "13488888888";

    /** After any erasure, whatever the clocks say. */
    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    @Inject
    Pool database;

    private final TopicWriter kafka = new TopicWriter(SharedKafka.bootstrapServers());
    private ProviderStandIn providers;

    @BeforeEach
    void start() throws IOException {
        providers = new ProviderStandIn(url);
    }

    @AfterEach
    void stop() {
        providers.close();
    }

    @Test
    void theProviderIsToldWhatTheLedgerKeepsSealed() {
        String sealed = Seals.phone(idOf("SEALED-PHONE"), PHONE);
        register("SEALED-PHONE", 1, sealed);

        awaitState("SEALED-PHONE", "ACCEPTED");

        assertThat(providers.calls("SEALED-PHONE")).singleElement().satisfies(call -> assertThat(
                        call.json("param").at("/parameters/phone").asText())
                .isEqualTo(PHONE));
        assertThat(run("select s.phone || ' ' || w.phone from subscription s join watch w using (shipment_id)"
                        + " where s.tracking_number = 'SEALED-PHONE'"))
                .containsExactly(sealed + " " + sealed);
    }

    @Test
    void aPhoneThatCannotBeOpenedWaitsAndDelaysNobody() {
        String context = Sealing.context(idOf("SEALED-FOREIGN"), "phone");
        register("SEALED-FOREIGN", 1, Seals.foreign(PHONE, context));
        await().atMost(PATIENCE)
                .until(
                        () -> run(
                                "select last_code from subscription where tracking_number = 'SEALED-FOREIGN' and attempts > 1"
                                        + " and state = 'DUE'"),
                        List.of("not-opened")::equals);
        register("SEALED-BESIDE", 1, PHONE);
        awaitState("SEALED-BESIDE", "ACCEPTED");
        assertThat(providers.calls("SEALED-FOREIGN")).isEmpty();

        register("SEALED-FOREIGN", 2, Seals.phone(idOf("SEALED-FOREIGN"), PHONE));

        awaitState("SEALED-FOREIGN", "ACCEPTED");
    }

    @Test
    void whatIsErasedByOrderStaysErasedWhateverComesLate() {
        ShipmentId shipment = idOf("SEALED-ERASED");
        register("SEALED-ERASED", 1, PHONE);
        awaitState("SEALED-ERASED", "ACCEPTED");

        Command order = erase(shipment, "erasure-1");

        assertThat(answers("erasure-1", 1)).singleElement().satisfies(answer -> assertThat(
                        answer.arguments().toString())
                .isEqualTo("{\"service\":\"waymark-poller\",\"shipmentId\":\"" + shipment
                        + "\",\"state\":\"DONE\",\"detail\":\"\",\"counts\":{\"subscriptions\":1,"
                        + "\"watches\":1,\"waybills\":0}}"));
        register("SEALED-ERASED", 2, PHONE);
        follow(shipment, "SEALED-FURTHER");
        register("SEALED-AFTER", 1, PHONE);
        awaitState("SEALED-AFTER", "ACCEPTED");
        kafka.write(Topics.COMMANDS, shipment.toString(), order);
        List<Command> repeated = answers("erasure-1", 2);
        assertThat(repeated.get(1)).isEqualTo(repeated.get(0));
        assertThat(run("select tracking_number from watch where shipment_id = '" + shipment + "' union all"
                        + " select tracking_number from subscription where shipment_id = '" + shipment + "' union all"
                        + " select tracking_number from parked_number where shipment_id = '" + shipment + "'"))
                .isEmpty();
        assertThat(providers.calls("SEALED-ERASED")).hasSize(1);
    }

    private static ShipmentId idOf(String number) {
        return ShipmentId.of("yto", number);
    }

    private void register(String number, long revision, String phone) {
        RegisteredShipment shipment = Shipments.registered(
                "yto", number, revision, Shipments.registration("acme", Tracking.AUTO, null, phone));
        kafka.write(Topics.SHIPMENTS, shipment.shipmentId().toString(), shipment);
    }

    private Command erase(ShipmentId shipment, String erasure) {
        return send(new Erasure(erasure, shipment, Topics.POLLER_GROUP).order(erasure, "test", LATER));
    }

    private void follow(ShipmentId shipment, String number) {
        send(new Command(
                "follow" + shipment,
                Command.FOLLOW_NUMBER,
                shipment.toString(),
                "test",
                "",
                "",
                LATER,
                JsonSerde.mapper().createObjectNode().put("carrier", "ems").put("trackingNumber", number)));
    }

    private Command send(Command command) {
        kafka.write(Topics.COMMANDS, command.target(), command);
        return command;
    }

    private static List<Command> answers(String erasure, int count) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(
                                Topics.COMMANDS,
                                PATIENCE,
                                records -> records.stream()
                                                .filter(one -> isAnswer(one.value(), erasure))
                                                .count()
                                        >= count)
                        .stream()
                        .map(record -> record.value())
                        .filter(command -> isAnswer(command, erasure))
                        .toList();
    }

    private static boolean isAnswer(Command command, String erasure) {
        return command.type().equals(Command.ERASED) && command.target().equals(erasure);
    }

    private void awaitState(String number, String state) {
        await().atMost(PATIENCE)
                .until(
                        () -> run("select state from subscription where tracking_number = '" + number + "'"),
                        List.of(state)::equals);
    }

    private List<String> run(String statement) {
        List<String> rows = new ArrayList<>();
        for (Row row : database.query(statement).execute().await().atMost(PATIENCE)) {
            rows.add(row.getString(0));
        }
        return rows;
    }
}
