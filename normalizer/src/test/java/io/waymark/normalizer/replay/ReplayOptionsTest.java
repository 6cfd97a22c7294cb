package io.waymark.normalizer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayOptionsTest {

    private static ReplayOptions of(String arguments) {
        return ReplayOptions.of(Arrays.asList(arguments.split(" ")), "kafka:9092");
    }

    @Test
    void takesTheDefaultsForWhatIsNotSaid() {
        assertThat(of("--mappings /m"))
                .isEqualTo(new ReplayOptions(
                        Optional.of(Path.of("/m")),
                        Optional.empty(),
                        5000,
                        5,
                        false,
                        false,
                        "kafka:9092",
                        Optional.empty(),
                        "waymark-normalizer"));
    }

    @Test
    void readsEveryArgumentInAnyOrder() {
        assertThat(
                        of(
                                "--promote --publish --rate 7 --examples 2 --config c --application-id a --bootstrap-servers b:1 --mappings m"))
                .isEqualTo(new ReplayOptions(
                        Optional.of(Path.of("m")),
                        Optional.empty(),
                        7,
                        2,
                        true,
                        true,
                        "b:1",
                        Optional.of(Path.of("c")),
                        "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rate 7",
                "--mappings m --against a",
                "--against a --promote",
                "--mappings",
                "--mappings --promote",
                "--mappings m --rate 0",
                "--mappings m --rate many",
                "--mappings m --promote-now x",
                "m"
            })
    void refusesWhatItDoesNotUnderstand(String arguments) {
        assertThatThrownBy(() -> of(arguments)).isInstanceOf(IllegalArgumentException.class);
    }
}
