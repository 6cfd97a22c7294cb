package io.waymark.carriers.kuaidi100;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.Meaning;
import io.waymark.carriers.Vectors;
import io.waymark.contract.SubStatus;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Kuaidi100StatusesTest {

    static Stream<String> listedCodes() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        Vectors.statusMap("kuaidi100").fieldNames(), 0),
                false);
    }

    @ParameterizedTest
    @MethodSource("listedCodes")
    void agreesWithTheStatusMap(String code) {
        Meaning meaning = Kuaidi100Statuses.RELEASED.of(code, "");

        assertThat(meaning.known()).isTrue();
        assertThat(meaning.subStatus().map(Enum::name))
                .contains(Vectors.statusMap("kuaidi100").path(code).path("sub").asText());
    }

    @Test
    void knowsAll36Codes() {
        assertThat(listedCodes()).hasSize(36);
    }

    @ParameterizedTest
    @CsvSource({"1009, MOVING", "110, PICKED_UP", "399, SIGNED", "599, OUT_FOR_DELIVERY"})
    void placesAnUnlistedCodeByItsPrefixAndSaysSo(String code, SubStatus expected) {
        assertThat(Kuaidi100Statuses.RELEASED.of(code, "").subStatus()).contains(expected);
        assertThat(Kuaidi100Statuses.RELEASED.of(code, "").known()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"99", "999", "abc", "''", "12345"})
    void leavesAnyOtherCodeWithoutMeaning(String code) {
        assertThat(Kuaidi100Statuses.RELEASED.of(code, "").subStatus()).isEmpty();
        assertThat(Kuaidi100Statuses.RELEASED.of(code, "").known()).isFalse();
    }

    @Test
    void onlyASignatureOfTheRecipientsSideEndsAReturn() {
        assertThat(listedCodes()
                        .filter(code -> Kuaidi100Statuses.RELEASED.of(code, "").withdrawsReturn()))
                .containsExactlyInAnyOrder("301", "302", "303", "304");
    }
}
