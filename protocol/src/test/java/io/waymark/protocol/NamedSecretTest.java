package io.waymark.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedSecretTest {

    private static final List<NamedSecret> SECRETS = NamedSecret.all("salt", List.of("newer", "older"));

    /** printf 'waymark-secret:newer' | sha256sum */
    @Test
    void theNameIsOfTheSecretAndNotOfItsPlace() {
        assertThat(NamedSecret.all("salt", List.of("newest", "newer", "older")))
                .containsAll(SECRETS)
                .extracting(NamedSecret::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("salt:[0-9a-f]{8}"));
        assertThat(SECRETS.get(0).name()).isEqualTo("salt:bd41eeff");
    }

    @Test
    void aSecretThatIsListedTwiceIsOne() {
        assertThat(NamedSecret.all("salt", List.of("newer", "older", "newer"))).isEqualTo(SECRETS);
    }

    @Test
    void theNewestThatSignsIsFoundAndEveryOneIsTried() {
        List<String> tried = new ArrayList<>();

        assertThat(NamedSecret.firstThat(SECRETS, tried::add)).contains(SECRETS.get(0));
        assertThat(tried).containsExactly("newer", "older");
        assertThat(NamedSecret.firstThat(SECRETS, "older"::equals)).contains(SECRETS.get(1));
        assertThat(NamedSecret.firstThat(SECRETS, "other"::equals)).isEmpty();
    }

    @Test
    void noTextShowsTheSecret() {
        assertThat(SECRETS).asString().doesNotContain("newer", "older");
    }
}
