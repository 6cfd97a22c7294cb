package io.waymark.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JourneysTest {

    private final Journeys journeys = Journeys.load();

    @Test
    void knowsTheNamedOnes() {
        assertThat(journeys.names())
                .containsExactlyInAnyOrder(
                        "delivered", "locker", "returned", "exception", "customs", "lost", "abort", "corrected");
        assertThat(journeys.find("teleported", Provider.STO, "1")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void keepTheOrderOfTheirSteps(Provider provider) {
        for (String name : journeys.names()) {
            List<Duration> times = journeys.find(name, provider, "773123456789").orElseThrow().stream()
                    .map(Step::at)
                    .toList();
            assertThat(times).as(name).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void tellTheSameLifeForTheSameNumber() {
        assertThat(journeys.find("delivered", Provider.STO, "A"))
                .isEqualTo(journeys.find("delivered", Provider.STO, "A"));
        assertThat(journeys.find("delivered", Provider.STO, "A"))
                .isNotEqualTo(journeys.find("delivered", Provider.STO, "B"));
    }

    @Test
    void speakTheWordsOfTheProvider() {
        assertThat(codes("returned", Provider.STO)).containsExactly("收件", "发件", "到件", "派件", "问题件", "退回件", "到件", "签收");
        assertThat(codes("returned", Provider.KUAIDI100))
                .containsExactly("101", "103", "0", "1001", "5", "203", "6", "0", "4");
        assertThat(journeys.find("abort", Provider.STO, "A").orElseThrow()).isEmpty();
    }

    private List<String> codes(String name, Provider provider) {
        return journeys.find(name, provider, "A").orElseThrow().stream()
                .map(step -> ((Step.Scan) step).code())
                .toList();
    }
}
