package io.waymark.carriers.sto;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.LocalTimes;
import io.waymark.protocol.JsonText;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which reports tell one scan. */
class StoScanTest {

    private static final String PUSHED =
            """
            {"outBizCode":"OB-1","opOrgCode":"571001","opOrgName":"杭州滨江公司","opOrgType":"1",
             "opTime":"2024-05-02 10:00:00","scanType":"到件","memo":"快件已到达"}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
            {"waybillNo":"1","opOrgCode":571001,"opOrgName":"杭州滨江公司","opOrgTypeCode":"1","opTime":"2024-05-02 10:00:00",
             "scanType":"到件","memo":"快件已到达"}""",
                """
            {"outBizCode":"OB-1","opOrgCode":"571001","opTime":"2024-05-02 10:00:00","scanType":"到件","memo":"其它"}""",
                """
            {"outBizCode":"OB-2","opOrgCode":" 571001 ","opTime":"2024-05-02 10:00","scanType":" 到件","memo":"快件已到达"}"""
            })
    void aScanAskedForOrToldInOtherWordsIsTheOneThatWasPushed(String told) {
        assertThat(identity(told)).isEqualTo(identity(PUSHED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
            {"outBizCode":"OB-1","opOrgCode":"571002","opTime":"2024-05-02 10:00:00","scanType":"到件","memo":"快件已到达"}""",
                """
            {"outBizCode":"OB-1","opOrgCode":"571001","opTime":"2024-05-02 10:00:01","scanType":"到件","memo":"快件已到达"}""",
                """
            {"outBizCode":"OB-1","opOrgCode":"571001","opTime":"2024-05-02 10:00:00","scanType":"发件","memo":"快件已到达"}"""
            })
    void anotherOutletTimeOrTypeIsAnotherScan(String told) {
        assertThat(identity(told)).isNotEqualTo(identity(PUSHED));
    }

    @Test
    void withoutAnOutletTheCodeDecidesAndWithoutBothTheWords() {
        String node = "{\"opTime\":\"2024-05-02 10:00:00\",\"scanType\":\"到件\",\"%s\":\"%s\",\"memo\":\"%s\"}";

        assertThat(identity(node.formatted("outBizCode", "OB-1", "到 达")))
                .isEqualTo(identity(node.formatted("outBizCode", "OB-1", "到达了")))
                .isNotEqualTo(identity(node.formatted("outBizCode", "OB-2", "到 达")));
        assertThat(identity(node.formatted("remark", "", "到 达")))
                .isEqualTo(identity(node.formatted("remark", "", "到达")))
                .isNotEqualTo(identity(node.formatted("remark", "", "到达了")));
    }

    private static String identity(String node) {
        return StoScan.of(JsonText.object(node), 0, LocalTimes.CHINA, Instant.parse("2026-11-20T12:00:00Z"))
                .identity();
    }
}
