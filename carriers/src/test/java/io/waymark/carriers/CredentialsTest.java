package io.waymark.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    @Test
    void takeNoNoticeOfBlanksInAList() {
        Credentials credentials = new Credentials(Map.of("salts", List.of(" new", "old ", " ", "")));

        assertThat(credentials.all("salts")).containsExactly("new", "old");
    }

    @Test
    void printNoSecret() {
        assertThat(new Credentials(Map.of("salts", List.of("s3cret")))).hasToString("Credentials[salts]");
    }
}
