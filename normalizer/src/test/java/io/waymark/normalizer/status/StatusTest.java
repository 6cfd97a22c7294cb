package io.waymark.normalizer.status;

import static io.waymark.normalizer.status.Scans.RECEIVED;
import static io.waymark.normalizer.status.Scans.START;
import static io.waymark.normalizer.status.Scans.kuaidi100;
import static io.waymark.normalizer.status.Scans.scan;
import static io.waymark.normalizer.status.Scans.sto;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.waymark.carriers.Scan;
import io.waymark.contract.Flag;
import io.waymark.contract.Leg;
import io.waymark.contract.Monitoring;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.Scans.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a set of scans means. */
class StatusTest {

    private final StateMachine machine = new StateMachine();
    private final List<TrackingEvent> events = new ArrayList<>();
    private ShipmentHistory history = Scans.empty();

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
    void aShorterHistoryWithdrawsNothing() {
        take(kuaidi100(scan("1", 0), scan("3", 2)));

        take(kuaidi100(scan("1", 0)).receivedAt(RECEIVED.plus(Duration.ofDays(1))));

        assertThat(latest().status()).isEqualTo(ShipmentStatus.DELIVERED);
    }

    @Test
    void anAbortWithoutAnyRecordIsNotFoundUntilAScanComes() {
        take(kuaidi100(Monitoring.ABORTED_NO_RECORD, false));
        assertThat(latest().subStatus()).isEqualTo(SubStatus.NO_RECORD);

        take(kuaidi100(scan("1", 0)));

        assertThat(latest().status()).isEqualTo(ShipmentStatus.IN_TRANSIT);
    }

    @Test
    void notFoundStaysUntilAScanComesWhateverALaterSubscriptionSays() {
        take(kuaidi100(Monitoring.ABORTED_NO_RECORD, false));

        take(kuaidi100(Monitoring.ACTIVE, false).ofSubscription(2));

        assertThat(latest().monitoring()).isEqualTo(Monitoring.ACTIVE);
        assertThat(latest().status()).isEqualTo(ShipmentStatus.NOT_FOUND);
    }

    @Test
    void whatALaterSubscriptionSaysIsToldAlsoInTheSameWords() {
        Payload first = kuaidi100(Monitoring.ABORTED_NO_RECORD, false).ofSubscription(1);
        Payload second = kuaidi100(Monitoring.ABORTED_NO_RECORD, false).ofSubscription(2);
        take(first);
        assertThat(latest().monitoringSubscription()).isEqualTo(1);

        assertThat(take(second).shipment()).hasValueSatisfying(told -> {
            assertThat(told.monitoring()).isEqualTo(Monitoring.ABORTED_NO_RECORD);
            assertThat(told.monitoringSubscription()).isEqualTo(2);
        });
        assertThat(take(first).shipment()).as("a late repeat").isEmpty();
        assertThat(take(second).shipment()).as("a repeat").isEmpty();
    }

    @Test
    void noSubscriptionIsNamedWhereNoneSaidAnything() {
        take(sto(scan("收件", 1)));
        assertThat(latest().monitoringSubscription()).isNull();

        take(kuaidi100(scan("1", 0)));
        assertThat(latest().monitoringSubscription()).isNull();
    }

    private Publication take(Payload payload) {
        Publication publication =
                machine.report(history, payload.raw(), payload.provider(), payload.parsed(), "raw-0@1");
        history = publication.history();
        events.addAll(publication.events());
        return publication;
    }

    private Shipment latest() {
        return Objects.requireNonNull(history.latest());
    }
}
