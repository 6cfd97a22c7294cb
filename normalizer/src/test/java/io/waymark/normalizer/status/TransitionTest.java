package io.waymark.normalizer.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.Scan;
import io.waymark.contract.Flag;
import io.waymark.contract.Leg;
import io.waymark.contract.Monitoring;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every move from a status to a status, by scans of one parcel. */
class TransitionTest {

    /** A Kuaidi100 code of each status, in the order of the table's columns. */
    private static final List<String> CODES = List.of("101", "0", "5", "501", "204", "2", "6", "301", "4", "401");

    private static final Map<String, Set<Flag>> FLAGS = Map.of(
            "illegal", Set.of(Flag.ILLEGAL_TRANSITION),
            "after", Set.of(Flag.POST_DELIVERY_SCAN),
            "back", Set.of(Flag.RETURNED_AFTER_DELIVERY));

    @ParameterizedTest(name = "from {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # from              info    moving  courier waits   failed  wrong   returns signed  back    cancelled
            INFO_RECEIVED        | goes    goes    goes    goes    goes    goes    goes    goes    goes    goes
            IN_TRANSIT           | illegal goes    goes    goes    goes    goes    goes    goes    goes    goes
            OUT_FOR_DELIVERY     | illegal goes    goes    goes    goes    goes    goes    goes    goes    illegal
            AVAILABLE_FOR_PICKUP | illegal goes    goes    goes    goes    goes    goes    goes    goes    illegal
            DELIVERY_FAILED      | illegal goes    goes    goes    goes    goes    goes    goes    goes    goes
            EXCEPTION            | illegal goes    goes    goes    goes    goes    goes    goes    goes    goes
            RETURNING            | illegal stays   stays   stays   stays   goes    goes    goes    goes    illegal
            DELIVERED            | illegal after   after   after   illegal illegal back    goes    back    illegal
            RETURNED             | illegal illegal illegal illegal illegal illegal illegal illegal goes    illegal
            CANCELLED            | illegal goes    goes    illegal illegal illegal goes    goes    illegal goes
            """)
    void movesOnlyWhereTheTableAllowsIt(ShipmentStatus from, String row) {
        List<String> moves = Arrays.asList(row.trim().split(" +"));
        String first = CODES.get(from.ordinal() - ShipmentStatus.INFO_RECEIVED.ordinal());

        IntStream.range(0, CODES.size()).forEach(column -> {
            String move = moves.get(column);
            Shipment start = after(first);
            Shipment end = after(first, CODES.get(column));
            boolean goes = move.equals("goes") || move.equals("back");

            assertThat(start.status()).isEqualTo(from);
            assertThat(end.status())
                    .as("%s after %s", CODES.get(column), from)
                    .isEqualTo(goes ? after(CODES.get(column)).status() : from);
            assertThat(end.flags())
                    .as("%s after %s", CODES.get(column), from)
                    .isEqualTo(FLAGS.getOrDefault(move, Set.of()));
        });
    }

    @Test
    void anyMoveGoesFromPendingAndFromNotFound() {
        ShipmentHistory notFound = report(Scans.empty(), Scans.kuaidi100(Monitoring.ABORTED_NO_RECORD, false));
        assertThat(latest(notFound).status()).isEqualTo(ShipmentStatus.NOT_FOUND);

        for (int i = 0; i < CODES.size(); i++) {
            ShipmentStatus to = ShipmentStatus.values()[ShipmentStatus.INFO_RECEIVED.ordinal() + i];
            Shipment found = latest(report(notFound, payload(CODES.get(i))));

            assertThat(after(CODES.get(i)).status()).isEqualTo(to);
            assertThat(found.status()).isEqualTo(to);
            assertThat(found.flags()).isEmpty();
        }
    }

    private static Shipment after(String... codes) {
        return latest(report(Scans.empty(), payload(codes)));
    }

    private static Scans.Payload payload(String... codes) {
        return Scans.kuaidi100(IntStream.range(0, codes.length)
                .mapToObj(i -> Scans.scan(codes[i], i, Leg.SINGLE, "scan " + i, 5))
                .toArray(Scan[]::new));
    }

    private static ShipmentHistory report(ShipmentHistory history, Scans.Payload payload) {
        return new StateMachine()
                .report(history, payload.raw(), payload.provider(), payload.parsed(), "raw-0@0")
                .history();
    }

    private static Shipment latest(ShipmentHistory history) {
        return Objects.requireNonNull(history.latest());
    }
}
