package io.waymark.notifier.settlement;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.waymark.contract.SettlementState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTransitionsTest {

    @ParameterizedTest(name = "{0} is followed by {1}")
    @CsvSource(
            textBlock =
                    """
            OWED          , ELIGIBLE HELD STOPPED
            ELIGIBLE      , OWED SENDING HELD STOPPED
            SENDING       , ELIGIBLE WAITING UNKNOWN ACKNOWLEDGED REJECTED
            WAITING       , OWED SENDING HELD STOPPED
            HELD          , OWED ELIGIBLE UNKNOWN STOPPED
            UNKNOWN       , ELIGIBLE SENDING WAITING HELD ACKNOWLEDGED REJECTED STOPPED REVERSAL_ALERT
            ACKNOWLEDGED  , RECONCILED REVERSAL_ALERT
            RECONCILED    , ACKNOWLEDGED REVERSAL_ALERT
            REJECTED      , OWED UNKNOWN STOPPED
            STOPPED       , OWED ELIGIBLE HELD
            REVERSAL_ALERT, STOPPED
            """)
    void allowsTheseMovesAndNoOthers(SettlementState from, String next) {
        String allowed = Arrays.stream(SettlementState.values())
                .filter(to -> to != from && LedgerTransitions.allows(from, to))
                .map(Enum::name)
                .collect(joining(" "));

        assertThat(allowed).isEqualTo(next);
    }

    @Test
    void anEntryRefusesAMoveThatIsNotInTheTable() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LedgerEntry.NEW.in(new LedgerState.Acknowledged()))
                .withMessage("OWED is never followed by ACKNOWLEDGED");
    }
}
