package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class JsonSerdeTest {

    private static final JsonSerde<TrackingEvent> EVENTS = JsonSerde.of(TrackingEvent.class);

    private static final TrackingEvent EVENT = new TrackingEvent(
            new UUID(1, 2),
            TrackingEvent.Type.EVENT,
            null,
            ShipmentId.of("sto", "773123456789"),
            "sto",
            "773123456789",
            9,
            ShipmentStatus.DELIVERED,
            SubStatus.SIGNED,
            OffsetDateTime.parse("2023-06-30T16:05:00+08:00"),
            Instant.parse("2023-06-30T08:05:03.120Z"),
            "已签收",
            new Location("杭州濱江公司", null),
            "sto",
            "签收",
            Leg.SINGLE,
            Evidence.SIGNED_PUSH,
            "sto:签收",
            "sto@1",
            "waymark.raw.v1-0@7#id",
            false,
            false);

    @Test
    void readsWhatItWrote() {
        assertThat(EVENTS.read(EVENTS.write(EVENT))).isEqualTo(EVENT);
    }

    @Test
    void keepsTheOffsetAndTheSecondsOfATime() {
        assertThat(new String(EVENTS.write(EVENT), UTF_8))
                .contains("\"occurredAt\":\"2023-06-30T16:05:00+08:00\"")
                .contains("\"recordedAt\":\"2023-06-30T08:05:03.120Z\"");
    }

    @Test
    void readsWhatANewerVersionWrote() {
        String newer = new String(EVENTS.write(EVENT), UTF_8).replaceFirst("\\{", "{\"addedLater\":{\"a\":[1]},");

        assertThat(EVENTS.read(newer.getBytes(UTF_8))).isEqualTo(EVENT);
    }

    @Test
    void keepsEveryByteOfARawPayload() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        RawPayload raw = new RawPayload(
                "id",
                "sto",
                ShipmentId.of("sto", "1"),
                "sto",
                "1",
                RawPayload.Route.TRACKING_NUMBER,
                0,
                Instant.EPOCH,
                "application/json",
                bytes,
                Evidence.SIGNED_PUSH,
                "secret[0]",
                null);
        JsonSerde<RawPayload> serde = JsonSerde.of(RawPayload.class);

        RawPayload read = serde.read(serde.write(raw));

        assertThat(read.body()).isEqualTo(bytes);
        assertThat(read.keyId()).isNull();
    }

    @Test
    void saysNothingOfWhatItCouldNotRead() {
        assertThatThrownBy(() -> EVENTS.read("{\"eventId\": 13812341234 oops".getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageNotContaining("1381234");
    }

    @Test
    void takesTheWordNullForNoValue() {
        assertThatThrownBy(() -> EVENTS.read("null".getBytes(UTF_8))).isInstanceOf(SerializationException.class);
    }

    @Test
    void aTombstoneStaysOne() {
        assertThat(EVENTS.serialize("t", null)).isNull();
        assertThat(EVENTS.deserialize("t", null)).isNull();
    }

    @Test
    void everyTopicIsNamedOnce() {
        List<String> names = Topics.ALL.stream().map(Topic::name).toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("(dlq\\.[a-z-]+\\.)?waymark\\.[a-z]+\\.v1"));
    }

    @Test
    void headersFollowTheKafkaBinding() {
        var headers = CloudEvent.of("id-1", "/waymark/normalizer", "waymark.event.v1", "s", Instant.EPOCH)
                .headers();

        assertThat(CloudEvent.header(headers, "ce_specversion")).isEqualTo("1.0");
        assertThat(CloudEvent.header(headers, "ce_time")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(CloudEvent.header(headers, "ce_sequence")).isNull();
        assertThat(CloudEvent.header(headers, "content-type")).isEqualTo("application/json");
    }
}
