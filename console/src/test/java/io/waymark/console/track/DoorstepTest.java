package io.waymark.console.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorstepTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            取件码：6-2-3017，请领取           | 取件码：****，请领取
            取货码【A12 3017】，10:00前领取    | 取货码【****】，10:00前领取
            提货码是８８１２                   | 提货码是****
            开箱码为 123456                   | 开箱码为 ****
            请凭【123456】到驿站取件           | 请凭【****】到驿站取件
            凭取件码13812345678领取           | 凭取件码****领取
            Pickup code: 4711                 | Pickup code: ****
            翠苑小区8号楼3单元1502室           | 翠苑小区****号楼****单元****室
            幸福里A栋，三单元                 | 幸福里****栋，****单元
            5-2幢 101 室                      | ****幢 **** 室
            """)
    void codesAndDoorsAreMasked(String told, String shown) {
        assertThat(Doorstep.masked(told)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "已签收，凭取件码签收。如有疑问请致电95543",
                "快件到达 【广州转运中心】 2023-06-28 10:00",
                "运单773123456789已发往教室、栋梁小区",
                "门牌88号，3楼"
            })
    void otherTextsStayAsTheyAre(String text) {
        assertThat(Doorstep.masked(text)).isEqualTo(text);
    }
}
