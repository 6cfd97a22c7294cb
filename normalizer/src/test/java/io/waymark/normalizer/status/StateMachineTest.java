package io.waymark.normalizer.status;

import static io.waymark.normalizer.status.Scans.RECEIVED;
import static io.waymark.normalizer.status.Scans.START;
import static io.waymark.normalizer.status.Scans.kuaidi100;
import static io.waymark.normalizer.status.Scans.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Reading;
import io.waymark.carriers.Scan;
import io.waymark.contract.Flag;
import io.waymark.contract.Goods;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Tracking;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.Scans.Payload;
import io.waymark.protocol.MalformedPayloadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateMachineTest {

    private final StateMachine machine = new StateMachine();
    private final List<TrackingEvent> events = new ArrayList<>();
    private ShipmentHistory history = Scans.empty();
    private Optional<Shipment> published = Optional.empty();

    @Test
    void aRepeatTellsNobodyAnything() {
        Payload payload = kuaidi100(scan("1", 0), scan("5", 1));
        take(payload);
        ShipmentHistory before = history;

        take(payload.receivedAt(RECEIVED));

        assertThat(events).hasSize(2);
        assertThat(published).isEmpty();
        assertThat(history).isEqualTo(before);
    }

    @Test
    void aLateOlderScanIsToldAndChangesNoStatus() {
        take(kuaidi100(scan("301", 5)));

        take(kuaidi100(scan("5", 4)));

        assertThat(latest().status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(latest().flags()).isEmpty();
        assertThat(events).extracting(TrackingEvent::sequence).containsExactly(1L, 2L);
        assertThat(latest().revision()).isEqualTo(2);
    }

    @Test
    void eventsAreNumberedOldestFirst() {
        take(kuaidi100(scan("301", 5), scan("5", 4), scan("1", 0)));

        assertThat(events).extracting(TrackingEvent::rawCode).containsExactly("1", "5", "301");
        assertThat(events).extracting(TrackingEvent::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aBetterCodeForAKnownScanIsACorrection() {
        take(kuaidi100(scan("0", 1, Leg.SINGLE, "a", 2)));

        take(kuaidi100(scan("5", 1, Leg.SINGLE, "a", 5)));
        take(kuaidi100(scan("3", 1, Leg.SINGLE, "a", 3)));

        assertThat(events)
                .extracting(TrackingEvent::status)
                .containsExactly(ShipmentStatus.IN_TRANSIT, ShipmentStatus.OUT_FOR_DELIVERY);
        assertThat(events.get(1).corrects()).isEqualTo(events.get(0).eventId());
        assertThat(events.get(1).eventId()).isNotEqualTo(events.get(0).eventId());
    }

    @Test
    void anEmptyPushChangesOnlyTheMonitoring() {
        take(kuaidi100(scan("1", 0)));

        take(kuaidi100(Monitoring.ABORTED_STALE, false));

        assertThat(latest().status()).isEqualTo(ShipmentStatus.IN_TRANSIT);
        assertThat(latest().monitoring()).isEqualTo(Monitoring.ABORTED_STALE);
        assertThat(latest().sequence()).isEqualTo(1);
    }

    @Test
    void anEndIsNotTakenBackByALateReport() {
        take(kuaidi100(Monitoring.ENDED, false, scan("301", 5)));

        take(kuaidi100(Monitoring.ACTIVE, false, scan("5", 4)));
        take(kuaidi100(Monitoring.ABORTED_STALE, false));

        assertThat(latest().monitoring()).isEqualTo(Monitoring.ENDED);
    }

    @Test
    void aFullRePushWithdrawsWhatItLeavesOut() {
        take(kuaidi100(scan("1", 0), scan("3", 2)));

        take(kuaidi100(Monitoring.ACTIVE, true, scan("1", 0)).receivedAt(RECEIVED.plusSeconds(60)));

        assertThat(latest().status()).isEqualTo(ShipmentStatus.IN_TRANSIT);
        assertThat(latest().deliveredAt()).isNull();
        assertThat(events.get(2).withdrawn()).isTrue();
        assertThat(events.get(2).corrects()).isEqualTo(events.get(1).eventId());
    }

    @Test
    void aCarrierCorrectionKeepsTheShipmentAndAddsAnAlias() {
        take(Scans.payload(
                ProviderId.KUAIDI100,
                new ParsedPayload(
                        List.of(),
                        Optional.of(Monitoring.ABORTED_CARRIER_CORRECTED),
                        false,
                        Optional.of("ems"),
                        List.of())));

        assertThat(latest().aliases()).containsExactly("ems:YT1");
        assertThat(latest().carrier()).isEqualTo("yto");
        assertThat(latest().flags()).containsExactly(Flag.CARRIER_CORRECTED);
        assertThat(history.owns("YT1")).isTrue();
        assertThat(history.owns("YT2")).isFalse();
    }

    @Test
    void aRegistrationMakesAPendingShipmentAndARepeatNothing() {
        RegisteredShipment registration = registration();

        accept(machine.register(history, registration));
        assertThat(latest().status()).isEqualTo(ShipmentStatus.PENDING);
        assertThat(latest().orderId()).isEqualTo("ORD1");
        assertThat(latest().registered()).isTrue();

        accept(machine.register(history, registration));
        assertThat(published).isEmpty();
    }

    @Test
    void aRegistrationThatWasOvertakenLeadsToNothing() {
        RegisteredShipment first = registration();
        accept(machine.register(
                history, new RegisteredShipment(first.shipmentId(), "yto", "YT1", first.registrations(), 2)));

        accept(machine.register(history, new RegisteredShipment(first.shipmentId(), "yto", "YT1", List.of(), 1)));

        assertThat(published).isEmpty();
        assertThat(latest().orderId()).isEqualTo("ORD1");
    }

    @Test
    void moreScansThanAShipmentCanHaveAreRefusedAsAWhole() {
        Scan[] scans = IntStream.range(0, KnownScans.MAX_SCANS + 1)
                .mapToObj(i -> scan("0", i))
                .toArray(Scan[]::new);

        assertThatThrownBy(() -> take(kuaidi100(scans))).isInstanceOf(MalformedPayloadException.class);
    }

    @Test
    void longTextsAreCutAndPlacesAreMasked() {
        Scan scan = new Scan(
                "i",
                Leg.SINGLE,
                START,
                false,
                "长".repeat(5000),
                new Location("滨江公司 派件员13812341234", "CN440305000000"),
                0,
                new Reading(5, "5", ""));

        take(kuaidi100(scan));

        assertThat(events.get(0).description()).hasSize(500).endsWith("…");
        assertThat(events.get(0).location().name()).isEqualTo("滨江公司 派件员138****1234");
        assertThat(events.get(0).location().areaCode()).isEqualTo("CN440305000000");
    }

    @Test
    void phonesAreMaskedBeforeAnythingIsKept() {
        Scan scan =
                new Scan("i", Leg.SINGLE, START, false, "派件员13812341234", Location.UNKNOWN, 0, new Reading(5, "5", ""));

        take(kuaidi100(scan));

        assertThat(events.get(0).description()).isEqualTo("派件员138****1234");
        assertThat(history.toString()).doesNotContain("13812341234");
    }

    private static RegisteredShipment registration() {
        Registration merchant = new Registration(
                "m",
                "ORD1",
                null,
                null,
                null,
                Tracking.AUTO,
                List.of(),
                Goods.PHYSICAL,
                false,
                null,
                null,
                null,
                List.of(),
                RECEIVED);
        return new RegisteredShipment(Scans.SHIPMENT, "yto", "YT1", List.of(merchant), 1);
    }

    private void take(Payload payload) {
        accept(machine.report(history, payload.raw(), payload.provider(), payload.parsed(), "raw-0@1"));
    }

    private void accept(Publication publication) {
        history = publication.history();
        events.addAll(publication.events());
        published = publication.shipment();
    }

    private Shipment latest() {
        return Objects.requireNonNull(history.latest());
    }
}
