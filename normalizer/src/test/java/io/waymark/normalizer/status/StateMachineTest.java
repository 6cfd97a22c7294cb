package io.waymark.normalizer.status;

import static io.waymark.normalizer.status.Scans.RECEIVED;
import static io.waymark.normalizer.status.Scans.START;
import static io.waymark.normalizer.status.Scans.kuaidi100;
import static io.waymark.normalizer.status.Scans.scan;
import static io.waymark.normalizer.status.Scans.sto;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.waymark.carriers.MalformedPayloadException;
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
import io.waymark.contract.SubStatus;
import io.waymark.contract.Tracking;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.Scans.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateMachineTest {

    private final StateMachine machine = new StateMachine();
    private final List<TrackingEvent> events = new ArrayList<>();
    private ShipmentHistory history = Scans.empty();
    private Optional<Shipment> published = Optional.empty();

    @ParameterizedTest(name = "{0} gives {1} {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            # Kuaidi100 codes, oldest first | sub-status               | flags
            -                               | AWAITING_FIRST_EVENT     |
            101 102 1 0                     | MOVING                   |
            1 0 5 301                       | SIGNED_BY_RECIPIENT      |
            1 5 204 5 302                   | SIGNED_AFTER_EXCEPTION   |
            1 5 501 304                     | LOCKER_OR_STATION_SIGNED |
            1 5 304 301                     | SIGNED_BY_RECIPIENT      |
            1 5 14 3                        | SIGNED                   |
            1 5 3 0                         | SIGNED                   | POST_DELIVERY_SCAN
            1 5 3 5                         | SIGNED                   | POST_DELIVERY_SCAN
            1 5 3 204                       | SIGNED                   | ILLEGAL_TRANSITION
            1 5 3 6                         | RETURNING                | RETURNED_AFTER_DELIVERY
            1 5 3 4                         | RETURN_SIGNED            | RETURNED_AFTER_DELIVERY
            1 5 3 6 0 4                     | RETURN_SIGNED            | RETURNED_AFTER_DELIVERY
            1 6                             | RETURNING                |
            1 6 0 5 501                     | RETURNING                |
            1 6 204                         | RETURNING                |
            1 6 3                           | RETURN_SIGNED            |
            1 6 13 0 3                      | RETURN_SIGNED            |
            1 6 301                         | SIGNED_BY_RECIPIENT      |
            1 6 303 0                       | SIGNED_BY_PROXY          | POST_DELIVERY_SCAN
            1 6 3 0                         | RETURN_SIGNED            | ILLEGAL_TRANSITION
            1 6 3 301                       | RETURN_SIGNED            | ILLEGAL_TRANSITION
            101 401                         | ORDER_CANCELLED          |
            101 401 1                       | PICKED_UP                |
            1 101                           | PICKED_UP                | ILLEGAL_TRANSITION
            1 5 9x                          | OUT_FOR_DELIVERY         | UNKNOWN_CODE
            1 110                           | PICKED_UP                | UNKNOWN_CODE
            9x                              | AWAITING_FIRST_EVENT     | UNKNOWN_CODE
            """)
    void derivesTheStatus(String codes, SubStatus expected, String flags) {
        String[] list = codes == null ? new String[0] : codes.split(" ");
        Scan[] scans = new Scan[list.length];
        for (int i = 0; i < list.length; i++) {
            scans[i] = scan(list[i], i, Leg.SINGLE, "scan " + i, 5);
        }

        take(kuaidi100(scans));

        assertThat(latest().subStatus()).isEqualTo(expected);
        assertThat(latest().status()).isEqualTo(expected.status());
        assertThat(latest().flags().stream().map(Enum::name).collect(joining(" ")))
                .isEqualTo(flags == null ? "" : flags);
    }

    @Test
    void anStoSignatureAfterAReturnIsTheSenders() {
        take(sto(scan("签收", 9)));
        assertThat(latest().status()).isEqualTo(ShipmentStatus.DELIVERED);

        take(sto(scan("退回件", 5)));

        assertThat(latest().status()).isEqualTo(ShipmentStatus.RETURNED);
        assertThat(latest().deliveredAt()).isNull();
        assertThat(events)
                .extracting(TrackingEvent::type, TrackingEvent::status, TrackingEvent::sequence)
                .contains(tuple(TrackingEvent.Type.CORRECTION, ShipmentStatus.RETURNED, 3L));
        assertThat(events.get(2).corrects()).isEqualTo(events.get(0).eventId());
    }

    @Test
    void deliveredAtIsTheEarliestDeliveryAndStaysWhenTheParcelGoesBack() {
        take(kuaidi100(scan("304", 3), scan("301", 5), scan("6", 8)));

        assertThat(latest().status()).isEqualTo(ShipmentStatus.RETURNING);
        assertThat(latest().deliveredAt()).isEqualTo(START.plusHours(3));
        assertThat(latest().lastEventAt()).isEqualTo(START.plusHours(8));
        assertThat(latest().flags()).contains(Flag.RETURNED_AFTER_DELIVERY);
    }

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
    void anAbortWithoutAnyRecordIsNotFoundUntilAScanComes() {
        take(kuaidi100(Monitoring.ABORTED_NO_RECORD, false));
        assertThat(latest().subStatus()).isEqualTo(SubStatus.NO_RECORD);

        take(kuaidi100(scan("1", 0)));

        assertThat(latest().status()).isEqualTo(ShipmentStatus.IN_TRANSIT);
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
    void aShorterHistoryWithdrawsNothing() {
        take(kuaidi100(scan("1", 0), scan("3", 2)));

        take(kuaidi100(scan("1", 0)).receivedAt(RECEIVED.plus(Duration.ofDays(1))));

        assertThat(latest().status()).isEqualTo(ShipmentStatus.DELIVERED);
    }

    @Test
    void theDestinationLegComesLastWhateverItsClockSays() {
        take(kuaidi100(scan("3", 1, Leg.DESTINATION, "destination", 5), scan("0", 9, Leg.ORIGIN, "origin", 5)));

        assertThat(latest().status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(latest().flags()).containsExactly(Flag.ASSUMED_TIME_ZONE);
    }

    @Test
    void atOneMomentTheCarrierItselfIsBelieved() {
        take(sto(scan("签收", 3)));

        take(kuaidi100(scan("5", 3)));

        assertThat(latest().status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(latest().flags()).isEmpty();
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
    void notFoundStaysUntilAScanComesWhateverALaterSubscriptionSays() {
        take(kuaidi100(Monitoring.ABORTED_NO_RECORD, false));

        take(kuaidi100(Monitoring.ACTIVE, false).ofSubscription(2));

        assertThat(latest().monitoring()).isEqualTo(Monitoring.ACTIVE);
        assertThat(latest().status()).isEqualTo(ShipmentStatus.NOT_FOUND);
    }

    @Test
    void moreScansThanAShipmentCanHaveAreRefusedAsAWhole() {
        Scan[] scans = IntStream.range(0, 513).mapToObj(i -> scan("0", i)).toArray(Scan[]::new);

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
