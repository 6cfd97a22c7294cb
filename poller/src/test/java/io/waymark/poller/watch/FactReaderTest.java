package io.waymark.poller.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.contract.JsonSerde;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.TrackingEvent;
import io.waymark.poller.watch.FactReader.Fact;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactReaderTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final ShipmentId ID = ShipmentId.of("yto", "N1");

    private final FactReader reader = new FactReader();

    private static <T> Fact fact(Class<T> type, @Nullable T value) {
        return new Fact(
                ID.toString().getBytes(UTF_8),
                value == null ? null : JsonSerde.of(type).write(value),
                NOON);
    }

    private static Fact json(String json) {
        return new Fact(ID.toString().getBytes(UTF_8), json.getBytes(UTF_8), NOON);
    }

    private static Fact shipment(ShipmentStatus status, long revision) {
        return fact(Shipment.class, Told.shipment("yto", "N1", status, revision));
    }

    @Test
    void ofSeveralRecordsOfAShipmentTheLastOneCounts() {
        reader.shipment(shipment(ShipmentStatus.IN_TRANSIT, 1));
        reader.shipment(shipment(ShipmentStatus.DELIVERED, 2));

        assertThat(reader.batch().parcels()).singleElement().satisfies(parcel -> assertThat(parcel.status())
                .isEqualTo(ShipmentStatus.DELIVERED));
        assertThat(reader.batch().shipments()).containsExactly(ID.value());
    }

    @Test
    void aTombstoneErasesWhatCameBeforeAndNotWhatComesAfter() {
        reader.shipment(shipment(ShipmentStatus.DELIVERED, 9));
        reader.shipment(fact(Shipment.class, null));
        assertThat(reader.batch().parcels()).isEmpty();

        reader.shipment(shipment(ShipmentStatus.IN_TRANSIT, 1));

        assertThat(reader.batch().erased()).containsExactly(ID.value());
        assertThat(reader.batch().parcels()).hasSize(1);
    }

    @Test
    void eventsOfOneShipmentAndProviderAreHeardTogether() {
        reader.event(fact(TrackingEvent.class, Told.event("yto", "N1", "sto", ShipmentStatus.IN_TRANSIT, NOON)));
        reader.event(fact(TrackingEvent.class, Told.event("yto", "N1", "sto", ShipmentStatus.DELIVERED, NOON)));
        reader.event(fact(TrackingEvent.class, Told.event("yto", "N1", "kuaidi100", ShipmentStatus.DELIVERED, NOON)));

        assertThat(reader.batch().heard()).hasSize(2);
        assertThat(reader.batch().shipments()).containsExactly(ID.value());
    }

    @ParameterizedTest
    @EnumSource(SettlementState.class)
    void onlyWhatIsOwedWaitsForProof(SettlementState state) {
        reader.settlement(fact(Settlement.class, Told.settlement("yto", "N1", state, NOON, 1)));

        assertThat(reader.batch().deadlines()).singleElement().satisfies(deadline -> assertThat(deadline.open())
                .isEqualTo(state == SettlementState.OWED));
    }

    @Test
    void aSettlementThatIsGoneWaitsForNothing() {
        reader.settlement(fact(Settlement.class, null));

        assertThat(reader.batch().dropped()).containsExactly(ID.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{}", "{\"type\":\"EVENT\",\"provider\":\"sto\"}"})
    void whatLacksWhatItMustHaveIsRefusedAndLeavesNothing(String json) {
        for (BiConsumer<FactReader, Fact> read : Arrays.<BiConsumer<FactReader, Fact>>asList(
                FactReader::shipment, FactReader::event, FactReader::settlement)) {
            assertThatThrownBy(() -> read.accept(reader, json(json))).isInstanceOf(RuntimeException.class);
        }

        assertThat(reader.batch().shipments()).isEmpty();
    }

    @Test
    void aTombstoneWithoutKeyIsRefused() {
        assertThatThrownBy(() -> reader.shipment(new Fact(null, null, NOON))).isInstanceOf(RuntimeException.class);
    }
}
