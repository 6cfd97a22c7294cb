package io.waymark.poller.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.SubscriptionAnswer;
import io.waymark.contract.ShipmentId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration WAIT = Duration.ofMinutes(3);

    private final SubscriptionRecord row = due();

    private static SubscriptionRecord due() {
        SubscriptionRecord row = new SubscriptionRecord();
        row.id = 7L;
        row.shipmentId = ShipmentId.of("yto", "N1").value();
        row.carrier = "yto";
        row.trackingNumber = "N1";
        row.number = 1;
        row.state = SubscriptionState.DUE;
        row.nextAttemptAt = NOW;
        return row;
    }

    @Test
    void belongsToWhoeverClaimedItUntilTheLeaseEnds() {
        SubscriptionClaim claim = row.claim(NOW.plusSeconds(60));

        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(row.nextAttemptAt).isEqualTo(NOW.plusSeconds(60));
        assertThat(row.isHeldBy(claim)).isTrue();
    }

    @Test
    void noLongerBelongsToAClaimOnceAnotherHasBegun() {
        SubscriptionClaim first = row.claim(NOW);
        row.claim(NOW.plusSeconds(60));

        assertThat(row.isHeldBy(first)).isFalse();
    }

    @Test
    void noLongerBelongsToAClaimOnceWithdrawn() {
        SubscriptionClaim claim = row.claim(NOW);
        row.state = SubscriptionState.WITHDRAWN;

        assertThat(row.isHeldBy(claim)).isFalse();
    }

    @Test
    void tellsSinceWhenTheProviderPushes() {
        row.settle(SubscriptionOutcome.accepted(new SubscriptionAnswer("501")), NOW, WAIT);

        assertThat(row.state).isEqualTo(SubscriptionState.ACCEPTED);
        assertThat(row.lastCode).isEqualTo("501");
        assertThat(row.acceptedAt).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            TIMEOUT         , DUE
            UNAVAILABLE     , DUE
            BUSY            , DUE
            MALFORMED       , DUE
            UNKNOWN_CODE    , DUE
            UNAUTHORIZED    , DUE
            QUOTA_EXHAUSTED , DUE
            UNSUPPORTED     , HELD
            INVALID_REQUEST , HELD
            REFUSED         , REFUSED
            """)
    void goesWhereTheErrorSendsIt(CarrierError error, SubscriptionState state) {
        row.settle(SubscriptionOutcome.failed(new CarrierException(error, "x")), NOW, WAIT);

        assertThat(row.state).isEqualTo(state);
        assertThat(row.acceptedAt).isNull();
        assertThat(row.nextAttemptAt).isEqualTo(state == SubscriptionState.DUE ? NOW.plus(WAIT) : NOW);
    }

    @ParameterizedTest
    @CsvSource({"UNAUTHORIZED,true", "QUOTA_EXHAUSTED,true", "TIMEOUT,false", "REFUSED,false", "INVALID_REQUEST,false"})
    void pausesTheAccountOnlyWhereEveryCallWouldFail(CarrierError error, boolean pauses) {
        assertThat(SubscriptionOutcome.failed(new CarrierException(error, "x")).pausesAccount())
                .isEqualTo(pauses);
    }
}
