package io.waymark.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waymark.protocol.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerCodesTest {

    private static final Map<String, Reaction> DOCUMENTED = Map.of("1", Reaction.REFUSED);

    @Test
    void whatAnOperatorLearnedGoesBeforeWhatIsDocumented() {
        Settings settings = new Settings(Map.of("retry-codes", List.of("1")));

        assertThat(new AnswerCodes(DOCUMENTED, Settings.NONE).reactionTo("1")).isEqualTo(Reaction.REFUSED);
        assertThat(new AnswerCodes(DOCUMENTED, settings).reactionTo("1")).isEqualTo(Reaction.RETRY);
    }

    @Test
    void refusesACodeInTwoLists() {
        Settings settings = new Settings(Map.of("retry-codes", List.of("7"), "duplicate-codes", List.of("7")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnswerCodes(DOCUMENTED, settings))
                .withMessageContaining("7");
    }
}
