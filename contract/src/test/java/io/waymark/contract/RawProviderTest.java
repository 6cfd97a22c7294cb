package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawProviderTest {

    @Test
    void isWhoTheRecordSaysSentIt() {
        RawPayload raw = new RawPayload(
                "id",
                "kuaidi100",
                ShipmentId.of("yto", "YT1"),
                "yto",
                "YT1",
                RawPayload.Route.TRACKING_NUMBER,
                0,
                Instant.EPOCH,
                "",
                new byte[0],
                Evidence.SIGNED_PUSH,
                "test",
                null);

        assertThat(RawProvider.of(Topics.RAW.values().serializer().serialize("", raw)))
                .isEqualTo("kuaidi100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"provider\":\"sto\"",
                "{\"provider\":\"sto\", oops",
                "{\"id\":{\"provider\":\"not this one\"},\"more\":[1,{\"provider\":2}],\"provider\":\"sto\"}"
            })
    void isReadWhateverElseTheRecordIs(String record) {
        assertThat(RawProvider.of(record.getBytes(UTF_8))).isEqualTo("sto");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "oops",
                "[]",
                "\"provider\"",
                "{}",
                "{\"provider\":null}",
                "{\"provider\":\"\"}",
                "{\"provider\":{\"provider\":\"sto\"}}",
                "{\"provider\":\"12345678901234567890123456789012345678901234567890123456789012345\"}",
                "{\"id\":1,, \"provider\":\"sto\"}"
            })
    void isUnknownWhereItCannotBeRead(String record) {
        assertThat(RawProvider.of(record.getBytes(UTF_8))).isEqualTo(RawProvider.UNKNOWN);
    }

    @Test
    void isUnknownOfARecordWithoutAValue() {
        assertThat(RawProvider.of(null)).isEqualTo(RawProvider.UNKNOWN);
    }
}
