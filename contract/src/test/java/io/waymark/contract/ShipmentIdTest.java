package io.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShipmentIdTest {

    private static final String PUBLISHED = "8bb6c7be-429f-5f0d-998a-84695862fba7";

    @Test
    void isTheUuidThatOtherLanguagesComputeToo() {
        assertThat(ShipmentId.of("sto", "773123456789")).hasToString(PUBLISHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {" YT7700000000017", "yt7700000000017 ", "Yt7700000000017\t"})
    void takesNoNoticeOfCaseAndBlanks(String number) {
        assertThat(ShipmentId.of("YTO", number)).isEqualTo(ShipmentId.of("yto", "YT7700000000017"));
    }

    @Test
    void upperCasesInTheRootLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(ShipmentId.normalNumber("ii1")).isEqualTo("II1");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "8bb6c7be-429f-5f0d-998a", "8bb6c7be-429f-5f0d-998a-84695862fbaZ", "1-1-1-1-1"})
    void parsesNothingThatIsNoUuid(String text) {
        assertThat(ShipmentId.parse(text)).isEmpty();
    }

    @Test
    void parsesWhatItPrints() {
        assertThat(ShipmentId.parse(PUBLISHED)).contains(ShipmentId.of("sto", "773123456789"));
    }
}
