package io.waymark.console.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarrierRecognitionTest {

    @ParameterizedTest
    @CsvSource({
        "SF1234567890123, sf",
        "YT7700000000017, yto",
        "JT0001112223334, jtexpress",
        "JD0123456789012, jdl",
        "JDVB01234567890-1-1-, jdl",
        "EA123456789CN, ems",
        "DPK202306300001, deppon",
        "777031922725119, sto"
    })
    void aShapeThatOneCarrierAloneUsesDecides(String number, String carrier) {
        assertThat(CarrierRecognition.of(number)).isEqualTo(new CarrierRecognition.Recognised(true, List.of(carrier)));
    }

    @Test
    void aShapeThatSeveralUseGivesCandidates() {
        CarrierRecognition.Recognised recognised = CarrierRecognition.of("773123456789");

        assertThat(recognised.isCertain()).isFalse();
        assertThat(recognised.carriers()).containsExactly("sf", "sto", "zto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "HELLO", "SF12", "YT77000000000171"})
    void ofOtherShapesNothingIsKnown(String number) {
        assertThat(CarrierRecognition.of(number).carriers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sto, sto", "' STO ', sto", "shentong, sto", "YuanTong, yto", "yuantong, yto", "yunda, yunda", "jd, jdl"
    })
    void bothNamesOfACompanyLeadToOneCode(String written, String code) {
        assertThat(WrittenCarrier.code(written)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"申通", "s to", "sto:1", "-"})
    void whatCannotBeACodeIsNone(String written) {
        assertThat(WrittenCarrier.code(written)).isEmpty();
    }
}
