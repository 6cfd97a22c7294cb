package io.waymark.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarrierCodesTest {

    /**
     * The rows that shipments out there are identified by, in their order. A release adds its new rows here; to change one
     * would give every shipment of that carrier another id.
     */
    private static final String[] RELEASED = {
        "sto,shentong",
        "sf,shunfeng",
        "zto,zhongtong",
        "yto,yuantong",
        "yunda,yunda",
        "jtexpress,jtexpress",
        "jdl,jd",
        "ems,ems",
        "deppon,debangkuaidi",
        "thirtypost,thirtypost"
    };

    @Test
    void rowsAreOnlyEverAdded() {
        assertThat(CarrierCodes.listed().stream().map(own -> own + "," + CarrierCodes.toKuaidi100(own)))
                .startsWith(RELEASED);
    }

    @Test
    void everyRowIsACodeOnBothSides() {
        assertThat(CarrierCodes.listed())
                .allMatch(CarrierCodes::isCode)
                .allMatch(own -> CarrierCodes.isCode(CarrierCodes.toKuaidi100(own)));
    }

    @ParameterizedTest
    @CsvSource({"sto, shentong", "jdl, jd", "yunda, yunda", "huitongkuaidi, huitongkuaidi"})
    void leadBothWays(String own, String kuaidi100) {
        assertThat(CarrierCodes.toKuaidi100(own)).isEqualTo(kuaidi100);
        assertThat(CarrierCodes.own(kuaidi100)).isEqualTo(own);
        assertThat(CarrierCodes.own(" " + own.toUpperCase(Locale.ROOT))).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"申通", "s to", "sto:1", "-", ""})
    void whatCannotBeACodeIsNone(String written) {
        assertThat(CarrierCodes.isCode(CarrierCodes.own(written))).isFalse();
    }
}
