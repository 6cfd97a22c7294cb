package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    private static final JsonSerde<TrackingEvent> EVENTS = JsonSerde.of(TrackingEvent.class, EventJson::write);

    private final Random random = new Random(20261122);

    /** Jackson is slower and the measure; a field that is added and not written shows here. */
    @Test
    void writesWhatTheMapperWrites() throws JsonProcessingException {
        for (int i = 0; i < 20_000; i++) {
            TrackingEvent event = event(i % 1_000 == 0 ? 3_000 : 12);

            assertThat(EVENTS.write(event)).asString().isEqualTo(byMapper(event));
        }
    }

    @Test
    void writesEveryCharacterAsTheMapperDoes() throws JsonProcessingException {
        for (int first = 0; first <= Character.MAX_VALUE; first += 256) {
            String text = IntStream.range(first, first + 256)
                    .mapToObj(character -> "" + (char) character)
                    .collect(Collectors.joining());
            TrackingEvent event = event(text);

            assertThat(EVENTS.write(event)).asString().isEqualTo(byMapper(event));
        }
    }

    @Test
    void readsWhatItWrote() {
        TrackingEvent event = event("签收 \"\\\n\u0001😀");

        assertThat(EVENTS.read(EVENTS.write(event))).isEqualTo(event);
    }

    private static String byMapper(TrackingEvent event) throws JsonProcessingException {
        return new String(JsonSerde.mapper().writeValueAsBytes(event), UTF_8);
    }

    private TrackingEvent event(String description) {
        return event(description, "", "");
    }

    private TrackingEvent event(int length) {
        return event(text(length), text(length), text(length));
    }

    private TrackingEvent event(String description, String rawCode, String rule) {
        return new TrackingEvent(
                new UUID(random.nextLong(), random.nextLong()),
                one(TrackingEvent.Type.values()),
                random.nextBoolean() ? new UUID(random.nextLong(), random.nextLong()) : null,
                ShipmentId.of("sto", Long.toString(random.nextLong())),
                text(3),
                text(15),
                random.nextLong(),
                one(ShipmentStatus.values()),
                one(SubStatus.values()),
                OffsetDateTime.ofInstant(instant(), ZoneOffset.ofTotalSeconds(random.nextInt(64_800))),
                instant(),
                description,
                new Location(orNull(text(6)), orNull(text(6))),
                text(9),
                rawCode,
                one(Leg.values()),
                one(Evidence.values()),
                rule,
                orNull(text(2)),
                text(20),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private @Nullable String orNull(String text) {
        return random.nextInt(4) == 0 ? null : text;
    }

    private Instant instant() {
        return Instant.ofEpochSecond(
                random.nextLong(-100_000_000_000L, 1_000_000_000_000L),
                random.nextBoolean() ? 0 : random.nextInt(999) * 1_000_000L);
    }

    /** Mostly ASCII and Chinese, as such texts are. */
    private String text(int most) {
        return random.ints(random.nextInt(most + 1), 0, 12)
                .mapToObj(kind -> switch (kind) {
                    case 0 -> Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1));
                    case 1, 2, 3, 4 -> Character.toString(0x4E00 + random.nextInt(0x5000));
                    default -> Character.toString(random.nextInt(0x80));
                })
                .collect(Collectors.joining());
    }

    private <E> E one(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
