package io.waymark.poller.watch;

import static io.waymark.poller.watch.World.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import org.junit.jupiter.api.Test;

/** What merchants register is what is followed, on real Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(UnpolledResource.class)
class WatchedRegistrationsIT {

    private final World world = new World();

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
    void nothingIsKeptOfWhatIsErased() {
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
                .isZero();
    }
}
