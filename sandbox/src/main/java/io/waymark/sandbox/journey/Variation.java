package io.waymark.sandbox.journey;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** The small print of one life: the same for the same seed. People and their numbers are made up. */
final class Variation {

    private static final List<String> COURIERS = List.of("王师傅", "李师傅", "张师傅", "陈师傅", "刘师傅");

    /** Below the shortest distance between two steps of any journey, so that their order stays. */
    private static final int MOST_SECONDS = 600;

    private final Random random;
    private final String courier;
    private final String phone;

    Variation(String seed) {
        random = new Random(seed.hashCode());
        courier = COURIERS.get(random.nextInt(COURIERS.size()));
        phone = "138%08d".formatted(random.nextInt(100_000_000));
    }

    /** A time a little later, as life does not keep to full hours. */
    Duration later(Duration at) {
        return at.plusSeconds(random.nextInt(MOST_SECONDS));
    }

    /** A text with its {@code {courier}} and {@code {phone}} filled in. */
    String fill(String text) {
        return text.replace("{courier}", courier).replace("{phone}", phone);
    }
}
