package io.waymark.quickstart;

import static io.waymark.quickstart.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** What the console says of all that came in from one provider in the last day, which no process that ends can forget. */
final class Balance {

    private final World world;
    private final String provider;

    Balance(World world, String provider) {
        this.world = world;
        this.provider = provider;
    }

    /** Soon nothing is under way any more; then all is accounted for. */
    void assertWhole(long atLeastAccepted) {
        eventually(() -> {
            assertThat(accepted()).isGreaterThanOrEqualTo(atLeastAccepted);
            assertIsWhole();
        });
    }

    /** Nothing is under way now, and all is accounted for. */
    void assertIsWhole() {
        JsonNode totals = world.balanceOf(provider);
        assertThat(count(totals, "inFlight")).as("in flight: %s", totals).isZero();
        assertThat(count(totals, "missing")).as("missing: %s", totals).isZero();
        assertThat(count(totals, "accepted")).isEqualTo(count(totals, "normalized") + count(totals, "deadLettered"));
        assertThat(count(totals, "received")).isEqualTo(count(totals, "accepted") + count(totals, "rejected"));
        assertThat(count(totals, "scans")).isEqualTo(count(totals, "newScans") + count(totals, "repeatedScans"));
    }

    /** Whole, and what processes that have seen everything have counted. */
    void assertAgreesWith(Counters counters) {
        assertWhole(counters.accepted());
        JsonNode totals = world.balanceOf(provider);
        assertThat(count(totals, "accepted")).as("accepted: %s", totals).isEqualTo(counters.accepted());
        assertThat(count(totals, "rejected")).as("rejected: %s", totals).isEqualTo(counters.rejected());
        assertThat(count(totals, "deadLettered")).as("dead: %s", totals).isEqualTo(counters.deadLettered());
        assertThat(count(totals, "repeatedScans")).as("repeats: %s", totals).isEqualTo(counters.repeated());
    }

    long accepted() {
        return count(world.balanceOf(provider), "accepted");
    }

    private static long count(JsonNode totals, String field) {
        assertThat(totals.path(field).isIntegralNumber())
                .as("%s of %s", field, totals)
                .isTrue();
        return totals.path(field).asLong();
    }
}
