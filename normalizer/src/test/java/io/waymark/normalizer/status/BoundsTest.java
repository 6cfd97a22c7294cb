package io.waymark.normalizer.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.Scan;
import io.waymark.contract.Flag;
import io.waymark.contract.Leg;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.Scans.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Parcels with more scans than are kept, and parcels that are long over. */
class BoundsTest {

    private static final List<String> CODES =
            List.of("0", "1", "5", "501", "204", "2", "6", "3", "301", "4", "401", "9x", "13");
    private static final Instant LONG_AFTER = Scans.RECEIVED.plus(Duration.ofDays(90));

    private final StateMachine machine = new StateMachine();
    private final List<TrackingEvent> events = new ArrayList<>();
    private ShipmentHistory history = Scans.empty();

    @Test
    void foldingScansAwayChangesNothingThatIsSaidOfTheShipment() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Scan> scans = scans(random, 257 + random.nextInt(500));
            history = Scans.empty();
            events.clear();

            int from = 0;
            while (from < scans.size()) {
                int to = Math.min(scans.size(), from + 1 + random.nextInt(200));
                List<Scan> push = new ArrayList<>(scans.subList(Math.max(0, from - random.nextInt(40)), to));
                Collections.shuffle(push, random);
                take(Scans.kuaidi100(push.toArray(Scan[]::new)));
                from = to;
            }

            assertThat(history.scans()).hasSize(ShipmentHistory.MAX_KEPT);
            assertThat(events.stream().filter(event -> event.type() == TrackingEvent.Type.EVENT))
                    .as("seed %d", seed)
                    .hasSize(scans.size());
            Outcome unbounded = unbounded(scans);
            assertThat(latest().subStatus()).as("seed %d", seed).isEqualTo(unbounded.subStatus());
            assertThat(latest().flags()).as("seed %d", seed).isEqualTo(unbounded.flags());
            assertThat(latest().deliveredAt()).as("seed %d", seed).isEqualTo(unbounded.deliveredAt());
            assertThat(latest().lastEventAt()).as("seed %d", seed).isEqualTo(unbounded.lastEventAt());
            assertThat(latest().decidedBy()).as("seed %d", seed).isEqualTo(unbounded.decidedBy());
        }
    }

    @Test
    void aRepeatOfAScanThatIsKeptNoLongerIsRecognised() {
        Scan[] scans = scans(new Random(1), 400).toArray(Scan[]::new);
        take(Scans.kuaidi100(scans));
        Shipment before = latest();
        events.clear();

        take(Scans.kuaidi100(scans).receivedAt(Scans.RECEIVED.plusSeconds(60)));

        assertThat(events).isEmpty();
        assertThat(latest()).isEqualTo(before);
    }

    @Test
    void ofAScanThatIsOlderThanWhatIsKeptOnlyTheEndOfAParcelCounts() {
        take(Scans.kuaidi100(
                IntStream.range(10, 310).mapToObj(hour -> Scans.scan("0", hour)).toArray(Scan[]::new)));

        take(Scans.kuaidi100(Scans.scan("501", 5)));
        assertThat(latest().status()).isEqualTo(ShipmentStatus.IN_TRANSIT);
        assertThat(latest().flags()).isEmpty();
        assertThat(last().late()).isTrue();

        take(Scans.kuaidi100(Scans.scan("6", 4)));
        assertThat(latest().status()).isEqualTo(ShipmentStatus.RETURNING);
        assertThat(latest().sequence()).isEqualTo(302);
    }

    @Test
    void aParcelThatIsOverShrinksToAStubAfterNinetyDaysOfSilence() {
        take(Scans.kuaidi100(Scans.scan("1", 0), Scans.scan("5", 4), Scans.scan("301", 5)));

        assertThat(machine.stub(history, LONG_AFTER.minusSeconds(1))).isEmpty();
        ShipmentHistory stub = machine.stub(history, LONG_AFTER).orElseThrow();

        assertThat(stub.scans()).isEmpty();
        assertThat(stub.folded().fingerprints()).hasSize(3);
        assertThat(stub.latest()).isEqualTo(history.latest());
        assertThat(machine.stub(stub, LONG_AFTER)).isEmpty();
    }

    @Test
    void aParcelThatIsNotOverIsKeptHoweverLongItIsSilent() {
        take(Scans.kuaidi100(Scans.scan("1", 0), Scans.scan("5", 4)));

        assertThat(machine.stub(history, LONG_AFTER.plus(Duration.ofDays(900)))).isEmpty();
    }

    @Test
    void ofAStubRepeatsAreRecognisedAndLateScansTakeTheNextNumber() {
        take(Scans.kuaidi100(Scans.scan("1", 0), Scans.scan("5", 4), Scans.scan("301", 5)));
        events.clear();

        take(Scans.kuaidi100(Scans.scan("1", 0), Scans.scan("5", 4), Scans.scan("301", 5))
                .receivedAt(LONG_AFTER));
        assertThat(events).isEmpty();
        assertThat(history.scans()).isEmpty();

        take(Scans.kuaidi100(Scans.scan("0", 2)).receivedAt(LONG_AFTER));
        assertThat(last().sequence()).isEqualTo(4);
        assertThat(last().late()).isTrue();
        assertThat(latest().status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(latest().lastEventAt()).isEqualTo(Scans.START.plusHours(5));
        assertThat(latest().flags()).isEmpty();

        take(Scans.kuaidi100(Scans.scan("6", 3000)).receivedAt(LONG_AFTER.plusSeconds(1)));
        assertThat(last().sequence()).isEqualTo(5);
        assertThat(latest().status()).isEqualTo(ShipmentStatus.RETURNING);
        assertThat(latest().deliveredAt()).isEqualTo(Scans.START.plusHours(5));
        assertThat(latest().flags()).containsExactly(Flag.RETURNED_AFTER_DELIVERY);
    }

    /** In the order of time; some at the same time. */
    private static List<Scan> scans(Random random, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> Scans.scan(
                        CODES.get(random.nextInt(20) == 0 ? random.nextInt(CODES.size()) : random.nextInt(3)),
                        i / 2 + i / 7,
                        Leg.SINGLE,
                        "scan " + i,
                        5))
                .toList();
    }

    private static Outcome unbounded(List<Scan> scans) {
        Payload payload = Scans.kuaidi100(scans.toArray(Scan[]::new));
        List<KnownScan> known = Report.of(payload.raw(), payload.provider(), payload.parsed(), "raw-0@0", Scans.empty())
                .scans();
        return Derivation.of(Folded.NOTHING, Placed.inOrder(known, MeaningTable.released()));
    }

    private void take(Payload payload) {
        Publication step = machine.report(history, payload.raw(), payload.provider(), payload.parsed(), "raw-0@0");
        history = step.history();
        events.addAll(step.events());
    }

    private TrackingEvent last() {
        return events.get(events.size() - 1);
    }

    private Shipment latest() {
        return Objects.requireNonNull(history.latest());
    }
}
