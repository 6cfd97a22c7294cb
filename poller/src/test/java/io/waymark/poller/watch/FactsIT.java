package io.waymark.poller.watch;

import static io.waymark.contract.TrackingEvent.Type.CORRECTION;
import static io.waymark.poller.watch.World.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Flag;
import io.waymark.contract.Monitoring;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/** Facts become plans, in whatever order they come, on real Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(UnpolledResource.class)
class FactsIT {

    private static final int URGENT = 0;
    private static final int USUAL = 2;

    private final World world = new World();

    @Inject
    MeterRegistry meters;

    @Test
    void aNumberIsPlannedByWhatWasToldBeforeItsRegistration() {
        world.tell(Told.shipment("yto", "EARLY", ShipmentStatus.OUT_FOR_DELIVERY, 3));
        world.tell(Told.settlement("yto", "EARLY", SettlementState.OWED, world.now.plus(Duration.ofDays(3)), 1));
        world.awaitParcel("yto", "EARLY", 3);
        world.awaitDeadline("EARLY");

        world.register("yto", "EARLY", 1, World.registration("acme", Tracking.PULL));

        WatchTable.Row row = world.awaitRow("EARLY", any -> true);
        assertThat(row.provider()).isEqualTo("kuaidi100");
        assertThat(row.merchantId()).isEqualTo("acme");
        assertThat(row.purpose()).isEqualTo("POLL");
        assertThat(row.rank()).isEqualTo(URGENT);
        assertThat(row.nextAt()).isBeforeOrEqualTo(Instant.now());
        assertThat(row.told()).isFalse();
    }

    @Test
    void aDeadlineHastensAndAProofEndsTheHaste() {
        world.follow("yto", "HASTE");
        world.tell(Told.event("yto", "HASTE", "kuaidi100", ShipmentStatus.IN_TRANSIT, world.now));
        world.tell(Told.shipment("yto", "HASTE", ShipmentStatus.IN_TRANSIT, 1));
        Instant usual = world.awaitRow("HASTE", WatchTable.Row::told).nextAt();

        world.tell(Told.settlement("yto", "HASTE", SettlementState.OWED, world.now.plus(Duration.ofDays(1)), 1));

        assertThat(world.awaitRow("HASTE", row -> row.rank() == URGENT).nextAt())
                .isBefore(usual);
        world.tell(
                Told.settlement("yto", "HASTE", SettlementState.ACKNOWLEDGED, world.now.plus(Duration.ofDays(1)), 2));
        world.awaitRow("HASTE", row -> row.rank() == USUAL);
    }

    @Test
    void newsIsWhatTheProviderItselfTellsForTheFirstTime() {
        world.follow("yto", "NEWS");
        TrackingEvent event = Told.event("yto", "NEWS", "kuaidi100", ShipmentStatus.IN_TRANSIT, world.now);
        world.tell(event);
        WatchTable.Row heard = world.awaitRow("NEWS", WatchTable.Row::told);
        assertThat(heard.heardAt()).isEqualTo(world.now);
        assertThat(heard.heardStatus()).isEqualTo("IN_TRANSIT");

        Instant later = world.now.plusSeconds(30);
        Instant latest = world.now.plusSeconds(90);
        world.tell(event);
        world.tell(Told.event("yto", "NEWS", "sto", ShipmentStatus.DELIVERED, latest));
        world.tell(Told.event("yto", "NEWS", "nobody", ShipmentStatus.DELIVERED, latest));
        world.tell(Told.event("yto", "NEWS", "kuaidi100", ShipmentStatus.DELIVERED, world.now, latest, CORRECTION));
        world.tell(Told.event("yto", "NEWS", "kuaidi100", ShipmentStatus.OUT_FOR_DELIVERY, later));

        WatchTable.Row row = world.awaitRow("NEWS", one -> one.heardStatus().equals("OUT_FOR_DELIVERY"));
        assertThat(row.heardAt()).isEqualTo(later);
    }

    @Test
    void anOlderRevisionChangesNothing() {
        world.follow("yto", "OLDER");
        world.tell(Told.shipment("yto", "OLDER", ShipmentStatus.IN_TRANSIT, 7));
        world.awaitParcel("yto", "OLDER", 7);

        world.awaitAllBefore(world.tell(Told.shipment("yto", "OLDER", ShipmentStatus.RETURNED, 6)));

        assertThat(world.table.parcelRevision(ShipmentId.of("yto", "OLDER"))).contains(7L);
        assertThat(world.awaitRow("OLDER", any -> true).endReason()).isNull();
    }

    @Test
    void pausesBetweenPushesAreCountedOnceUnderTheStatusBefore() {
        long before = gaps("sto", "CANCELLED");
        world.follow("sto", "PAUSES");
        List<TrackingEvent> events = List.of(
                Told.event("sto", "PAUSES", "sto", ShipmentStatus.CANCELLED, world.now.minusSeconds(7200)),
                Told.event("sto", "PAUSES", "sto", ShipmentStatus.CANCELLED, world.now.minusSeconds(3600)),
                Told.event("sto", "PAUSES", "sto", ShipmentStatus.IN_TRANSIT, world.now));

        events.forEach(world::tell);
        events.forEach(world::tell);
        Instant end = world.now.plusSeconds(1);
        world.tell(Told.event("sto", "PAUSES", "sto", ShipmentStatus.IN_TRANSIT, end));
        world.awaitRow("PAUSES", row -> row.heardAt().equals(end));

        assertThat(gaps("sto", "CANCELLED") - before).isEqualTo(2);
    }

    @Test
    void anAnswerThatBroughtNewsHasHealedAndTellsNothingOfPauses() {
        world.follow("sto", "HEALS");
        world.tell(Told.event("sto", "HEALS", "sto", ShipmentStatus.RETURNING, world.now.minusSeconds(3600)));
        WatchTable.Row row = world.awaitRow("HEALS", WatchTable.Row::told);
        long before = gaps("sto", "RETURNING");
        double healed = healed("sto");
        world.table.change(
                "update poller.watch set asked_at = ?, answered_at = ?, healed = false where id = ?",
                world.now.minusMillis(300),
                world.now,
                row.id());

        world.tell(Told.event("sto", "HEALS", "sto", ShipmentStatus.RETURNED, world.now));

        world.awaitRow("HEALS", WatchTable.Row::healed);
        await().atMost(PATIENCE).until(() -> healed("sto") == healed + 1);
        assertThat(gaps("sto", "RETURNING")).isEqualTo(before);
    }

    @Test
    void aNumberThatIsBeingAskedAboutKeepsItsLease() {
        WatchTable.Row row = world.follow("yto", "LEASED");
        Instant lease = world.now.plusSeconds(20);
        world.table.change("update poller.watch set calling = true, next_at = ? where id = ?", lease, row.id());

        world.tell(Told.event("yto", "LEASED", "kuaidi100", ShipmentStatus.DELIVERED, world.now));
        world.tell(Told.shipment("yto", "LEASED", ShipmentStatus.DELIVERED, 1));
        world.awaitParcel("yto", "LEASED", 1);

        assertThat(world.awaitRow("LEASED", WatchTable.Row::told).nextAt()).isEqualTo(lease);
    }

    @Test
    void aParcelThatIsErasedIsForgottenAndMayComeAgain() {
        ShipmentId id = ShipmentId.of("yto", "AGAIN");
        world.tell(Told.shipment("yto", "AGAIN", ShipmentStatus.IN_TRANSIT, 9));
        world.awaitParcel("yto", "AGAIN", 9);

        world.kafka.write(Topics.LATEST, id.toString(), null);
        world.tell(Told.shipment("yto", "AGAIN", ShipmentStatus.IN_TRANSIT, 1));

        world.awaitParcel("yto", "AGAIN", 1);
    }

    @Test
    void whatCannotBeReadOrStoredIsADeadLetterAndTheOthersAreKept() {
        String key = ShipmentId.of("yto", "BROKEN").toString();
        Topic<String, byte[]> bytes =
                new Topic<>(Topics.EVENTS.name(), Serdes.String(), Serdes.ByteArray(), Topics.EVENTS.retention());
        world.kafka.write(bytes, key, "{".getBytes(StandardCharsets.UTF_8));
        world.tell(Told.shipment(
                "yto",
                "UNSTORABLE",
                ShipmentStatus.IN_TRANSIT,
                Monitoring.ACTIVE,
                List.of("\u0000:UNSTORABLE"),
                Set.of(Flag.CARRIER_CORRECTED),
                1));
        world.tell(Told.shipment("yto", "STORABLE", ShipmentStatus.IN_TRANSIT, 1));

        world.awaitParcel("yto", "STORABLE", 1);
        awaitDeadLetter(Topics.EVENTS, key);
        awaitDeadLetter(Topics.LATEST, ShipmentId.of("yto", "UNSTORABLE").toString());
    }

    private void awaitDeadLetter(Topic<?, ?> topic, String key) {
        byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
        new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(topic.deadLettersOf(Topics.POLLER_GROUP), PATIENCE, seen -> seen.stream()
                        .anyMatch(record -> Arrays.equals(record.key(), wanted)));
    }

    private long gaps(String provider, String status) {
        return world.table.count(
                "select coalesce(sum(gaps), 0) from poller.silence_gap where provider = ? and status = ?",
                provider,
                status);
    }

    private double healed(String provider) {
        return meters.find("shipments.healed").tag("provider", provider).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
