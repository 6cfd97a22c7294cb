package io.waymark.ingest.door;

import static io.waymark.ingest.door.Admission.Decision.ADMITTED;
import static io.waymark.ingest.door.Admission.Decision.FULL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Senders that begin and do not end. */
class HoldingsTest {

    private static final int MEGA = 1024 * 1024;
    private static final long TENTH = 100_000_000;

    private final Admission admission = new Admission(Rush.BOUNDS, 1);

    @Test
    void whoDeclaresMuchAndSendsNothingTakesNobodysRoom() {
        for (int i = 0; i < 90; i++) {
            admission.admit("kuaidi100", 1 + i % 3, MEGA, 0, i * TENTH);
            assertThat(admission.admit("kuaidi100", 9, 10_000, 0, i * TENTH)).isEqualTo(ADMITTED);
            admission.release(9, 10_000, 1, i * TENTH);
        }

        assertThat(admission.bytesHeld()).isLessThan(2 * MEGA);
    }

    @Test
    void whoSendsMuchAndDoesNotEndLeavesTheOthersRoomWithoutPressure() {
        long now = 0;
        while (admission.admit("kuaidi100", 1, MEGA, 0, now += TENTH) == ADMITTED && grow(1)) {}

        assertThat(admission.bytesHeld()).isBetween(20L * MEGA, 22L * MEGA);
        for (int i = 0; i < 100; i++) {
            assertThat(admission.admit("kuaidi100", 2, 10_000, 0, now)).isEqualTo(ADMITTED);
            admission.release(2, 10_000, 1, now);
        }
    }

    @Test
    void howeverManyHoldMuchANewcomerFindsRoom() {
        for (int source = 1; source <= 10; source++) {
            while (admission.admit("kuaidi100", source, MEGA, 0, 0) == ADMITTED && grow(source)) {}
        }

        assertThat(admission.bytesHeld()).isLessThan(Rush.BOUNDS.bytes() - 4 * MEGA);
    }

    @Test
    void whoHoldsThreeQuartersOfAllCallbacksGetsNoMoreUntilOneEnds() {
        for (int i = 0; i < 3072; i++) {
            assertThat(admission.admit("sto", 1, 0, 0, 0)).isEqualTo(ADMITTED);
        }
        assertThat(admission.admit("sto", 1, 0, 0, 0)).isEqualTo(FULL);
        assertThat(admission.admit("sto", 2, 0, 0, 0)).isEqualTo(ADMITTED);

        admission.release(1, 0, -1, 0);
        admission.release(2, 0, -1, 0);

        assertThat(admission.admit("sto", 1, 0, 0, 0)).isEqualTo(ADMITTED);
    }

    /** As a body of a megabyte does. */
    private boolean grow(long source) {
        for (int held = Admission.heldAtFirst(MEGA); held < MEGA; held *= 2) {
            if (!admission.holdMore(source, held)) {
                return false;
            }
        }
        return true;
    }
}
