package io.waymark.console.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    广东省深圳市南山区科技园      | 广东
                    中国 浙江省 杭州市滨江区      | 浙江
                    内蒙古自治区呼和浩特市        | 内蒙古
                    新疆维吾尔自治区乌鲁木齐市    | 新疆
                    广西壮族自治区南宁市          | 广西
                    北京市朝阳区上海路1号         | 北京
                    上海市黄浦区北京东路100号     | 上海
                    北京东路100号                 | ''
                    重庆市九龙坡区                | 重庆
                    天津滨海新区                  | 天津
                    香港特别行政区九龙尖沙咀      | 香港
                    澳門氹仔                      | 澳门
                    臺灣臺北市信義區              | 台湾
                    深圳市宝安区西乡街道          | 广东
                    辽宁省朝阳市                  | 辽宁
                    吉林省吉林市                  | 吉林
                    青海省海南藏族自治州          | 青海
                    海南藏族自治州共和县          | 青海
                    海南州共和县                  | 青海
                    海西州德令哈市                | 青海
                    海北州门源县                  | 青海
                    河北区中山路                  | 天津
                    天津市河北区中山路            | 天津
                    苏州桥                        | ''
                    苏州桥西街道                  | ''
                    陕西省西安市                  | 陕西
                    Shaanxi, Xi'an                | 陕西
                    Taiyuan, Shanxi Province      | 山西
                    12 Beijing Road, Huangpu, Shanghai, China | 上海
                    No. 5 Nanjing West Road       | ''
                    Nanshan, Shenzhen, GUANGDONG  | 广东
                    Hong  Kong                    | 香港
                    Inner Mongolia                | 内蒙古
                    Shanghainese Restaurant       | ''
                    朝阳区                        | ''
                    somewhere                     | ''
                    """)
    void theProvinceOfAnAddressIsFound(String address, String place) {
        assertThat(Places.of(address, null)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({"US, US", "us, US", "HK, 香港", "MO, 澳门", "TW, 台湾", "CN, 广东", ", 广东"})
    void aCountrySaysMoreThanTheTextUnlessItIsChina(String country, String place) {
        assertThat(Places.of("广东省深圳市", country)).isEqualTo(place);
    }

    @Test
    void whatWasNotSaidIsUnknown() {
        assertThat(Places.of(null, null)).isEqualTo(Places.UNKNOWN);
        assertThat(Places.of("", "CN")).isEqualTo(Places.UNKNOWN);
        assertThat(Places.of("省".repeat(500), null)).isEqualTo(Places.UNKNOWN);
    }

    @Test
    void everyProvinceIsFoundByItsName() {
        List<String> all = Places.all();

        assertThat(all).hasSize(34).allSatisfy(name -> assertThat(Places.of(name + "省", null))
                .isEqualTo(name));
    }
}
