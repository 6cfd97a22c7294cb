package io.waymark.carriers.kuaidi100;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Kuaidi100PhonesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            13800000000        | 13800000000
            ' 138 0000 0000 '  | 13800000000
            +86 13800000000    | 13800000000
            +86-13800000000    | 13800000000
            008613800000000    | 13800000000
            8613800000000      | 13800000000
            18400000000-4321   | 4321
            18400000000转4321  | 4321
            +8618400000000-43  | 18400000000-43
            075526000000-801   | 075526000000
            0755-26000000-801  | 0755-26000000
            (0755)26000000     | 075526000000
            0755-26000000      | 0755-26000000
            5678               | 5678
            +852 20000000      | +85220000000
            """)
    void sendsWhatTheProviderCanCompare(String registered, String sent) {
        assertThat(Kuaidi100Phones.of("shunfeng", registered)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "shunfeng,",
        "shunfengkuaiyun,",
        "zhongtong,",
        "fengwang,",
        "zhongtong, ''",
        "zhongtong, ' '",
        "zhongtong, 123",
        "zhongtong, +86",
    })
    void asksForAPhoneWhereNothingIsShownWithoutIt(String company, String phone) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> Kuaidi100Phones.of(company, phone))
                .satisfies(e -> assertThat(e.error()).isEqualTo(CarrierError.INVALID_REQUEST))
                .satisfies(e -> assertThat(e.code()).isEqualTo("phone-missing"));
    }

    @ParameterizedTest
    @CsvSource({"yuantong,", "'',", "yuantong, 12", "zhongtongkuaiyun,"})
    void doesWithoutElsewhere(String company, String phone) {
        assertThat(Kuaidi100Phones.of(company, phone)).isNull();
    }
}
