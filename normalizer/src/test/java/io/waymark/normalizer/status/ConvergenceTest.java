package io.waymark.normalizer.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Scan;
import io.waymark.contract.Leg;
import io.waymark.contract.Monitoring;
import io.waymark.contract.Shipment;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.Scans.Payload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The law: the same set of (raw record, time of receipt) gives the same answer in any order, however often. */
class ConvergenceTest {

    private static final List<String> KUAIDI100 = List.of(
            "0", "1", "101", "1002", "2", "204", "3", "301", "303", "304", "4", "401", "14", "5", "501", "6", "7", "13",
            "110", "9x");
    private static final List<String> STO = List.of("收件", "到件", "派件", "签收", "退回件", "问题件", "驿站代收", "新扫描");

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void orderAndRepetitionDoNotMatter(long seed) {
        Random random = new Random(seed);
        List<Payload> payloads = payloads(random);
        List<Payload> again = new ArrayList<>(payloads);
        again.addAll(payloads);
        Collections.shuffle(again, random);

        Told one = tell(payloads);
        Told other = tell(again);

        assertThat(unnumbered(other.latest)).isEqualTo(unnumbered(one.latest));
        assertThat(other.standing).isEqualTo(one.standing);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyEventIsToldOnceAndNumberedWithoutGaps(long seed) {
        Random random = new Random(seed);
        List<Payload> payloads = payloads(random);
        Collections.shuffle(payloads, random);

        Told told = tell(payloads);

        assertThat(told.events)
                .extracting(TrackingEvent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, told.events.size()).boxed().toList());
        assertThat(told.events).extracting(TrackingEvent::eventId).doesNotHaveDuplicates();
    }

    /** What readers have been told in the end; of each scan, what its last event says. */
    private record Told(Shipment latest, List<TrackingEvent> events, Map<UUID, String> standing) {}

    private static Told tell(List<Payload> payloads) {
        StateMachine machine = new StateMachine();
        ShipmentHistory history = Scans.empty();
        List<TrackingEvent> events = new ArrayList<>();
        for (Payload payload : payloads) {
            Publication step = machine.report(history, payload.raw(), payload.provider(), payload.parsed(), "raw-0@0");
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
                        List.of()));
    }

    /** Few hours and few identities, so that scans meet: equal times, and one scan told with several codes. */
    private static Scan scan(Random random, List<String> codes, int rank) {
        int hours = random.nextInt(8);
        Leg leg = random.nextInt(6) == 0 ? Leg.DESTINATION : Leg.SINGLE;
        String identity = codes.get(0) + leg + hours + "/" + random.nextInt(2); // as real ones: one provider, one leg
        return Scans.scan(codes.get(random.nextInt(codes.size())), hours, leg, identity, rank);
    }
}
