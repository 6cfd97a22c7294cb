package io.waymark.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    private static final List<String> PIECES =
            List.of(("快件|到达|派件员|快递员：|师傅|签收人：|收件人是|王师傅|张三|，|。| |【|】|(|-|A|2|3|138|13812341234|1381234|0571-88881234|０１３"
                            + "|88881234|１３812341234|+852|91234567|86|为您|取件码：|6-2-3017|凭|栋|单元|小区|转|分机|电话|1234|Signed by: |SMITH |Apt |5B|a@b.c|先生"
                            + "|小王|的|+44 20 7946 0958|由|代收|微信|x123|tel|Mr |*|ext|身份证")
                    .split("\\|"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            【杭州滨江公司】的派件员【王师傅 13812341234】正在派件 | 【杭州滨江公司】的派件员【王** 138****1234】正在派件
            快递员：李四，电话：139-1234-5678                  | 快递员：李**，电话：139****5678
            联系电话+86 13912345678                          | 联系电话+86 139****5678
            网点电话0571-88881234                            | 网点电话0571****34
            签收人：张三丰                                    | 签收人：张**
            电话008613812341234                             | 电话0086138****1234
            电话１３８１２３４１２３４                          | 电话138****1234
            tel13812341234                                  | tel138****1234
            电话138.1234.1234                               | 电话138****1234
            电话138—1234—1234                               | 电话138****1234
            网点(0571)88881234                              | 网点(0571)****34
            海外+852 91234567                               | 海外+852****67
            派件员张三13812341234                            | 派件员张**138****1234
            快递员李四正在派件                                 | 快递员李**正在派件
            派件员王师傅为您派送                               | 派件员王**为您派送
            """)
    void masksPhonesAndNames(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "已签收，签收人：本人",
                "签收人：前台，感谢使用申通",
                "快递员正在派件",
                "派件员已出发，请保持电话畅通",
                "SF13812341234 已揽收",
                "快件已到达【杭州转运中心】，扫描员是【张三路网点】",
                "单号773123456789已揽收",
                "YT7700000000017 2023-06-30 16:05:00 上海分拨中心/装件入车扫描 ",
                "[01000]Final delivery Delivered to reception",
                ""
            })
    void leavesOtherTextAlone(String text) {
        assertThat(Masking.mask(text)).isEqualTo(text);
    }

    @Test
    void masksEveryPhoneOfALongText() {
        String text = "派件员13812341234，投诉13912345678;".repeat(50);

        assertThat(Masking.mask(text)).doesNotContain("13812341234").doesNotContain("13912345678");
    }

    /** It looks only for those forms, and only from that place on, of which it saw a mark. */
    @Test
    void masksWhatAllFormsMaskOneAfterTheOther() {
        Random random = new Random(20261122);
        int changed = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = random.ints(1 + random.nextInt(9), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());
            String expected = text.replace('１', '1').replace('３', '3').replace('０', '0');
            for (MaskedForm form : Masking.FORMS) {
                expected = form.masked(expected, 0);
            }
            changed += expected.equals(text) ? 0 : 1;

            assertThat(Masking.mask(text)).as(text).isEqualTo(expected);
        }
        assertThat(changed).isGreaterThan(5_000);
    }
}
