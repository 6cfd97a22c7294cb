package io.waymark.poller.watch;

import static io.waymark.poller.watch.World.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What merchants register is what is followed, on real Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(UnpolledResource.class)
class WatchedRegistrationsIT {

    private final World world = new World();

    @Inject
    WatchRepository watches;

    @Inject
    Pool database;

    @Test
    void whatNobodyWantsEndsAndIsTakenUpAgain() {
        world.register("yto", "UNWANTED", 1, World.registration("acme", Tracking.PULL));
        world.awaitRow("UNWANTED", row -> row.nextAt() != null);

        world.register("yto", "UNWANTED", 2, World.registration("acme", Tracking.NONE));
        assertThat(world.awaitRow("UNWANTED", row -> "WITHDRAWN".equals(row.endReason()))
                        .nextAt())
                .isNull();

        world.register("yto", "UNWANTED", 3, World.registration("acme", Tracking.PULL));
        assertThat(world.awaitRow("UNWANTED", row -> row.endReason() == null).nextAt())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_FOUND", "NO_EVENTS"})
    void whatWasGivenUpIsTakenUpByAnotherRegistration(String reason) {
        String number = "GIVENUP-" + reason.replace('_', '-');
        WatchTable.Row row = world.follow("thirtypost", number);
        world.table.change(
                "update poller.watch set registered_at = now() - interval '40 days', heard_at = now() - interval '40 days',"
                        + " told = ?, asked_at = now() - interval '1 day', answered_at = now() - interval '1 day',"
                        + " next_at = null, purpose = 'NONE', ended_at = now(), end_reason = ? where id = ?",
                reason.equals("NO_EVENTS"),
                reason,
                row.id());

        world.register(
                "thirtypost",
                number,
                2,
                World.registration("acme", Tracking.PULL),
                World.registration("umbra", Tracking.AUTO));

        WatchTable.Row again = world.awaitRow(number, one -> one.revision() == 2);
        assertThat(again.endReason()).isNull();
        assertThat(again.purpose()).isEqualTo("POLL");
        assertThat(again.nextAt()).isBeforeOrEqualTo(Instant.now().plusSeconds(5));
    }

    @Test
    void whatHasArrivedIsNotTakenUpByAnotherRegistration() {
        WatchTable.Row row = world.follow("thirtypost", "ARRIVED");
        world.table.change(
                "insert into poller.parcel (shipment_id, status, sub_status, monitoring, last_event_at, changed_at, revision)"
                        + " values (?, 'DELIVERED', 'SIGNED', 'ENDED', now() - interval '20 days', now(), 1)",
                ShipmentId.of("thirtypost", "ARRIVED").value());
        world.register("thirtypost", "ARRIVED", 2, World.registration("acme", Tracking.PULL));
        world.awaitRow("ARRIVED", one -> "TERMINAL".equals(one.endReason()));

        world.register(
                "thirtypost",
                "ARRIVED",
                3,
                World.registration("acme", Tracking.PULL),
                World.registration("umbra", Tracking.AUTO));

        assertThat(world.awaitRow("ARRIVED", one -> one.revision() == 3))
                .satisfies(one -> assertThat(one.endReason()).isEqualTo("TERMINAL"))
                .satisfies(one -> assertThat(one.attempt()).isEqualTo(row.attempt()));
    }

    @Test
    void aRegistrationOfLongAgoThatIsReadOnceMoreIsNotFollowedAgain() {
        Registration old =
                World.registration("acme", Tracking.PULL, null, Instant.now().minus(Duration.ofDays(91)));

        apply("LONGAGO", old);
        assertThat(world.table.row("LONGAGO")).isEmpty();

        apply("LONGAGO", old, World.registration("umbra", Tracking.PULL));
        assertThat(world.table.row("LONGAGO")).isPresent();
    }

    private void apply(String number, Registration... registrations) {
        RegisteredShipment shipment = new RegisteredShipment(
                ShipmentId.of("yto", number), "yto", number, List.of(registrations), registrations.length);
        database.withTransaction(c -> watches.apply(c, List.of(shipment)))
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void correctedDataReleaseANumberThatWasHeld() {
        world.register("yto", "HELD", 1, World.registration("acme", Tracking.PULL));
        WatchTable.Row row = world.awaitRow("HELD", any -> true);
        world.table.change(
                "update poller.watch set held = true, next_at = null, purpose = 'NONE' where id = ?", row.id());

        world.register("yto", "HELD", 2, World.registration("acme", Tracking.PULL));
        assertThat(world.awaitRow("HELD", one -> one.revision() == 2).held()).isTrue();
        world.register("yto", "HELD", 3, World.registration("acme", Tracking.PULL, "13488888888"));

        WatchTable.Row released = world.awaitRow("HELD", one -> !one.held());
        assertThat(released.phone()).isEqualTo("13488888888");
        assertThat(released.nextAt()).isNotNull();
        assertThat(released.attempt()).isEqualTo(row.attempt() + 1);
    }

    @Test
    void nothingIsKeptOfWhatIsErasedButWhatItsProviderCounts() {
        world.register("yto", "ERASED", 1, World.registration("acme", Tracking.PULL));
        world.tell(Told.shipment("yto", "ERASED", ShipmentStatus.IN_TRANSIT, 1));
        world.tell(Told.settlement("yto", "ERASED", SettlementState.OWED, world.now, 1));
        world.awaitRow("ERASED", any -> true);
        world.awaitParcel("yto", "ERASED", 1);
        world.awaitDeadline("ERASED");
        world.table.change("insert into poller.number_use (provider, carrier, tracking_number)"
                + " values ('kuaidi100', 'yto', 'ERASED')");

        world.kafka.write(Topics.SHIPMENTS, ShipmentId.of("yto", "ERASED").toString(), null);

        await().atMost(PATIENCE).until(() -> world.table.row("ERASED").isEmpty());
        assertThat(world.table.parcelRevision(ShipmentId.of("yto", "ERASED"))).isEmpty();
        assertThat(world.deadlines("ERASED")).isZero();
        assertThat(world.table.count("select count(*) from poller.number_use where tracking_number = 'ERASED'"))
                .as("what its provider counts too")
                .isEqualTo(1);
    }
}
