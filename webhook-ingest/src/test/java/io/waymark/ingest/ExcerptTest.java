package io.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {

    private static final String[] SECRETS = {"13812341234", "张三", "翠苑小区", "1502", "zhangsan", "Ahmed", "50 123"};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"receiverName\":\"张三\",\"receiverMobile\":\"13812341234\",\"nu\":\"YT1\"}",
                "{\"receiver\":{\"name\" : \"张三\",\"address\":\"翠苑小区8号楼1502室\"},\"nu\":\"YT1\"}",
                "{\"param\":\"{\\\"courierName\\\":\\\"张三\\\",\\\"mobile\\\":\\\"13812341234\\\",\\\"nu\\\":\\\"YT1\\\"}\"}",
                "nu=YT1&receiver_name=张三&email=zhangsan@qq.com&tel=13812341234",
                "<order><nu>YT1</nu><receiverName>张三</receiverName><Address><![CDATA[翠苑小区1502]]></Address></order>",
                "{\"nu\":\"YT1\",\"context\":\"派件员【张三 13812341234】，地址8号楼1502室\"}",
                "{\"nu\":\"YT1\",\"cardHolder\":\"Ahmed\",\"phone\":\"+966 50 123 4567\"}",
                "{\"nu\":\"YT1\",\"customerEmail\":\"zhangsan@qq.com\",\"contact\":\"张三"
            })
    void nothingPersonalIsLeftAndTheRestIs(String body) {
        assertThat(Excerpt.of(body.getBytes(UTF_8))).contains("YT1").doesNotContain(SECRETS);
        assertThat(Excerpt.of(URLEncoder.encode(body, UTF_8).getBytes(UTF_8)))
                .contains("YT1")
                .doesNotContain(SECRETS);
    }

    @Test
    void aBodyThatIsNotTextOrEscapedBadlyHasAnExcerptToo() {
        assertThat(Excerpt.of(new byte[] {(byte) 0xFF, 0, 1})).hasSizeLessThanOrEqualTo(3);
        assertThat(Excerpt.of("%zz 派件员13812341234".getBytes(UTF_8))).contains("138****1234");
        assertThat(Excerpt.of("\"name\":\"".repeat(10_000).getBytes(UTF_8))).hasSizeLessThanOrEqualTo(400);
    }
}
