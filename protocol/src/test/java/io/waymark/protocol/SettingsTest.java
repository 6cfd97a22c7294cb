package io.waymark.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void takeNoNoticeOfBlanksInAList() {
        Settings settings = new Settings(Map.of("salts", List.of(" new", "old ", " ", "")));

        assertThat(settings.all("salts")).containsExactly("new", "old");
    }

    @Test
    void printNoSecret() {
        assertThat(new Settings(Map.of("salts", List.of("s3cret")))).hasToString("Settings[salts]");
    }
}
