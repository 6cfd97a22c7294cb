package io.waymark.carriers.kuaidi100;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.ShipmentId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Kuaidi100SaltTest {

    /** Made with Python's hmac module, not with our code. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            quickstart-master-secret , sf  , SF1234567890123 , faff90e7ad67a38f97328f2ec927831f
            test-master-0001         , sf  , SF1234567890123 , 16478d7941e44edfc4d9208654d3e63a
            quickstart-master-secret , sto , 773123456789    , 401b8e2522eaa514874e2cce9ddc79c8
            """)
    void isTheHmacThatOtherLanguagesComputeToo(String secret, String carrier, String number, String salt) {
        assertThat(Kuaidi100Salt.of(secret, ShipmentId.of(carrier, number))).isEqualTo(salt);
    }
}
