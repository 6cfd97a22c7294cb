package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void keepsStateAndShowsTheDemoUnlessToldOtherwise() {
        assertThat(Options.parse()).isEqualTo(new Options(Path.of(".waymark").toAbsolutePath(), false, true));
    }

    @Test
    void readsEveryOption() {
        assertThat(Options.parse("--fresh", "--no-demo", "--data", "/srv/../var"))
                .isEqualTo(new Options(Path.of("/var"), true, false));
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Options.parse("--fresh", "--bogus"))
                .isInstanceOf(UsageException.class)
                .hasMessage("unknown option: --bogus");
    }

    @Test
    void missesTheDirectory() {
        assertThatThrownBy(() -> Options.parse("--data"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--data needs a value");
    }
}
