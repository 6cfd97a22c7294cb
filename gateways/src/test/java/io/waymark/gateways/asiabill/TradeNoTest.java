package io.waymark.gateways.asiabill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeNoTest {

    @ParameterizedTest
    @CsvSource({
        "2021092810011380477264, 2021092810011380477264, true",
        "2021092810011380477264, 2.0210928100113805e+21, true",
        "2021092810011380477264, 2.0210928100113805E21, true",
        "2021092810011380477264, 2021092810011380477265, false",
        "2021092810011380477264, 2.0210928100113815e+21, false",
        "2021092810011380477264, 2.02e+21, false",
        "2021092810011380477264, 2.0210928100113805e+99, false",
        "2021092810011380477264, 2e999999999, false",
        "2021092810011380477264, NaN, false",
        "2021092810011380477264, '', false",
        "abc, 2e21, false",
        "abc, abc, true",
    })
    void tellsNumbersApartAsFarAsTheirDigitsGo(String ours, String theirs, boolean fits) {
        assertThat(TradeNo.fits(ours, theirs)).isEqualTo(fits);
    }

    @Test
    void aNumberThatLostItsLastDigitsCanBeMoreThanOne() {
        List<String> ours = List.of("2021092810011380477264", "2021092810011380477265", "2022051810582957553787");

        assertThat(TradeNo.among(ours, "2.0210928100113805e+21")).containsExactly(ours.get(0), ours.get(1));
        assertThat(TradeNo.among(ours, "2021092810011380477265")).containsExactly(ours.get(1));
    }
}
