package io.waymark.normalizer.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Scan;
import io.waymark.contract.Leg;
import io.waymark.contract.Monitoring;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Shipment;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.Scans.Payload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The law: the same set of (raw record, time of receipt) gives the same status, sub-status, flags, {@code deliveredAt},
 * {@code lastEventAt}, deciding scan, monitoring and whose that is, in any order, however often, however split, and wherever
 * the service was restarted.
 *
 * <p>Of the events the order of arrival decides: their numbers, which are {@code late}, how many corrections lie between
 * the first and the last event of a scan, and whether a scan that its provider took back was told at all. It does not
 * decide which scans stand in the end, what the last event of each says, nor any id: a scan's event has the scan's id, and
 * its n-th correction the id of the scan and n.
 */
class ConvergenceTest {

    private static final int HISTORIES = 10_000;

    private static final List<String> KUAIDI100 = List.of(
            "0", "1", "101", "1002", "2", "204", "3", "301", "303", "304", "4", "401", "14", "5", "501", "6", "7", "13",
            "110", "9x");
    private static final List<String> STO = List.of("收件", "到件", "派件", "签收", "退回件", "问题件", "驿站代收", "新扫描");

    private final StateMachine machine = new StateMachine();

    @Test
    void orderAndRepetitionDoNotMatter() {
        forEachHistory((random, payloads) -> {
            List<Payload> again = new ArrayList<>(payloads);
            again.addAll(payloads);
            Collections.shuffle(again, random);

            assertSame(tell(again), tell(payloads));
        });
    }

    @Test
    void itDoesNotMatterHowScansAreSplitIntoPushes() {
        forEachHistory((random, payloads) -> {
            List<Payload> split = new ArrayList<>(
                    payloads.stream().flatMap(ConvergenceTest::split).toList());
            Collections.shuffle(split, random);

            assertSame(tell(split), tell(payloads));
        });
    }

    @Test
    void itDoesNotMatterWhichProviderIsHeardFirst() {
        forEachHistory((random, payloads) -> {
            List<Payload> byProvider = new ArrayList<>(payloads);
            byProvider.sort(Comparator.comparing(Payload::provider));
            List<Payload> theOtherWayRound = new ArrayList<>(payloads);
            theOtherWayRound.sort(Comparator.comparing(Payload::provider).reversed());

            assertSame(tell(theOtherWayRound), tell(byProvider));
        });
    }

    @Test
    void aRestartAfterAnyStepChangesNothing() {
        forEachHistory((random, payloads) -> {
            Told without = tell(payloads);
            Told restarted = tell(payloads, history -> HistoryCodec.read(HistoryCodec.write(history)));

            assertThat(restarted).isEqualTo(without);
        });
    }

    @Test
    void everyEventIsToldOnceNumberedWithoutGapsAndNamedByWhatItTells() {
        forEachHistory((random, payloads) -> {
            Collections.shuffle(payloads, random);
            Map<UUID, Integer> corrections = new HashMap<>();
            long sequence = 0;
            for (TrackingEvent event : tell(payloads).events()) {
                int number = corrections.merge(event.scanId(), 1, Integer::sum) - 1;
                assertThat(event.sequence()).isEqualTo(++sequence);
                assertThat(event.type() == TrackingEvent.Type.EVENT).isEqualTo(number == 0);
                assertThat(event.eventId())
                        .isEqualTo(
                                number == 0 ? event.scanId() : NameBasedId.of(event.scanId(), "correction:" + number));
            }
        });
    }

    @Test
    void noStatusChangesInSilence() {
        forEachHistory((random, payloads) -> {
            Collections.shuffle(payloads, random);
            ShipmentHistory history = Scans.empty();
            for (Payload payload : payloads) {
                Shipment before = history.latest();
                Publication step = report(history, payload);
                history = step.history();
                Shipment now = Objects.requireNonNull(history.latest());
                if (before != null && before.status() != now.status() && now.sequence() > 0) {
                    assertThat(step.events())
                            .anyMatch(event -> event.type() == TrackingEvent.Type.CORRECTION
                                    || now.decidedBy() == null
                                    || event.scanId().equals(now.decidedBy()));
                }
            }
        });
    }

    private static void forEachHistory(BiConsumer<Random, List<Payload>> law) {
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<Payload> payloads = payloads(random);
            try {
                law.accept(random, payloads);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void assertSame(Told one, Told other) {
        assertThat(unnumbered(one.latest)).isEqualTo(unnumbered(other.latest));
        assertThat(one.standing).isEqualTo(other.standing);
    }

    /** Each scan in a push of its own, which says the rest too; a push without scans as it is. */
    private static Stream<Payload> split(Payload payload) {
        ParsedPayload parsed = payload.parsed();
        return parsed.scans().isEmpty()
                ? Stream.of(payload)
                : parsed.scans().stream()
                        .map(scan -> new Payload(
                                payload.raw(),
                                payload.provider(),
                                new ParsedPayload(
                                        List.of(scan),
                                        parsed.monitoring(),
                                        parsed.replacesHistory(),
                                        parsed.correctedCarrier(),
                                        List.of())));
    }

    /** What readers have been told in the end; of each scan, what its last event says. */
    private record Told(Shipment latest, List<TrackingEvent> events, Map<UUID, String> standing) {}

    private Told tell(List<Payload> payloads) {
        return tell(payloads, history -> history);
    }

    private Told tell(List<Payload> payloads, UnaryOperator<ShipmentHistory> between) {
        ShipmentHistory history = Scans.empty();
        List<TrackingEvent> events = new ArrayList<>();
        for (Payload payload : payloads) {
            Publication step = report(between.apply(history), payload);
            history = step.history();
            events.addAll(step.events());
        }
        Map<UUID, String> standing = new HashMap<>();
        events.forEach(event -> standing.put(
                event.scanId(),
                event.withdrawn() ? "withdrawn" : event.subStatus().name()));
        standing.values().removeIf("withdrawn"::equals);
        return new Told(Objects.requireNonNull(history.latest()), events, standing);
    }

    private Publication report(ShipmentHistory history, Payload payload) {
        return machine.report(history, payload.raw(), payload.provider(), payload.parsed(), "raw-0@0");
    }

    private static Shipment unnumbered(Shipment shipment) {
        return new Shipment(
                shipment.shipmentId(),
                shipment.carrier(),
                shipment.trackingNumber(),
                shipment.orderId(),
                shipment.registered(),
                shipment.status(),
                shipment.subStatus(),
                shipment.monitoring(),
                shipment.monitoringSubscription(),
                shipment.aliases(),
                shipment.deliveredAt(),
                shipment.lastEventAt(),
                shipment.decidedBy(),
                shipment.flags(),
                0,
                0);
    }

    private static List<Payload> payloads(Random random) {
        List<Payload> payloads = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(8); i++) {
            Payload payload = random.nextInt(3) == 0 ? sto(random) : kuaidi100(random);
            payloads.add(payload.receivedAt(Scans.RECEIVED.plusSeconds(i)));
        }
        return payloads;
    }

    private static Payload sto(Random random) {
        return Scans.sto(scan(random, STO, 1));
    }

    private static Payload kuaidi100(Random random) {
        List<Scan> scans = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            scans.add(scan(random, KUAIDI100, 2 + random.nextInt(4)));
        }
        Monitoring[] monitoring = Monitoring.values();
        return Scans.payload(
                        ProviderId.KUAIDI100,
                        new ParsedPayload(
                                scans,
                                Optional.of(monitoring[random.nextInt(monitoring.length)]),
                                random.nextInt(6) == 0,
                                random.nextInt(8) == 0 ? Optional.of("ems") : Optional.empty(),
                                List.of()))
                .ofSubscription(random.nextInt(4));
    }

    /** Few hours and few identities, so that scans meet: equal times, and one scan told with several codes. */
    private static Scan scan(Random random, List<String> codes, int rank) {
        int hours = random.nextInt(8);
        Leg leg = random.nextInt(6) == 0 ? Leg.DESTINATION : Leg.SINGLE;
        String identity = codes.get(0) + leg + hours + "/" + random.nextInt(2); // as real ones: one provider, one leg
        return Scans.scan(codes.get(random.nextInt(codes.size())), hours, leg, identity, rank);
    }
}
