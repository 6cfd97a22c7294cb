package io.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarrierCodesTest {

    @ParameterizedTest
    @CsvSource({
        "sto, shentong",
        "sf, shunfeng",
        "zto, zhongtong",
        "yto, yuantong",
        "jdl, jd",
        "deppon, debangkuaidi",
        "yunda, yunda",
        "jtexpress, jtexpress",
        "ems, ems",
        "huitongkuaidi, huitongkuaidi"
    })
    void leadBothWays(String own, String kuaidi100) {
        assertThat(CarrierCodes.toKuaidi100(own)).isEqualTo(kuaidi100);
        assertThat(CarrierCodes.own(kuaidi100)).isEqualTo(own);
        assertThat(CarrierCodes.own(" " + own.toUpperCase(Locale.ROOT))).isEqualTo(own);
    }
}
