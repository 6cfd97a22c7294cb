package io.waymark.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberShapesTest {

    @ParameterizedTest
    @CsvSource({
        "SF1234567890123, sf",
        "YT7700000000017, yto",
        "JT0001112223334, jtexpress",
        "JD0123456789012, jdl",
        "JDVB01234567890-1-1-, jdl",
        "EA123456789CN, ems",
        "DPK202306300001, deppon",
        "777031922725119, sto",
        "STO0123456789, sto",
        "K8000123456E, thirtypost"
    })
    void aShapeThatOneCarrierAloneUsesDecides(String number, String carrier) {
        assertThat(NumberShapes.recognise(number)).isEqualTo(new NumberShapes.Recognised(true, List.of(carrier)));
    }

    @ParameterizedTest
    @CsvSource({
        "773123456789, sf sto zto",
        "432542035598773, sto yunda zto",
        "1240921381750, ems yunda",
        "75123456789012, zto",
        "RA123456789CN, ems youzhengguonei",
        "123456789, deppon"
    })
    void aShapeThatSeveralMayUseGivesCandidates(String number, String carriers) {
        NumberShapes.Recognised recognised = NumberShapes.recognise(number);

        assertThat(recognised.isCertain()).isFalse();
        assertThat(recognised.carriers()).containsExactly(carriers.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "HELLO", "SF12", "YT77000000000171", "RA123456789AU", ""})
    void ofOtherShapesNothingIsKnown(String number) {
        assertThat(NumberShapes.recognise(number).carriers()).isEmpty();
    }

    @Test
    void namesOnlyCodesThatCannotChange() {
        assertThat(NumberShapes.named()).allMatch(CarrierCodes::isCode).allMatch(code -> CarrierCodes.own(code)
                .equals(code));
    }
}
