package io.waymark.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How soon after its receipt news is told, as measured. */
class FreshnessTest {

    private final NormalizerDriver normalizer = NormalizerDriver.start();

    @AfterEach
    void close() {
        normalizer.close();
    }

    @Test
    void newsIsMeasuredAndARepeatIsNot() {
        TrackedNumber parcel = new TrackedNumber("yto", "YT7700000000001");
        assertThat(normalizer.measured("kuaidi100")).isZero();

        normalizer.take(parcel.pushOf("1"));
        normalizer.take(parcel.pushOf("1"));
        normalizer.take(parcel.pushOf("1", "301"));

        assertThat(normalizer.measured("kuaidi100")).isEqualTo(2);
        assertThat(normalizer.measured("sto")).isZero();
    }
}
