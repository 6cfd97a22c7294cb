package io.waymark.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {

    @Test
    void whatABrowserKeptIsReadAgain() {
        Entry entry = Entry.begin("/ui/shipments?status=EXCEPTION");

        assertThat(Entry.read(entry.written())).isEqualTo(entry);
    }

    @Test
    void itLeadsToAPageOfOursAlone() {
        String elsewhere =
                Base64.getUrlEncoder().withoutPadding().encodeToString("https://evil.example/".getBytes(UTF_8));

        assertThat(Entry.read("state.verifier." + elsewhere)).isEqualTo(new Entry("state", "verifier", "/ui/"));
        assertThat(Entry.read("state.verifier.%")).isEqualTo(new Entry("state", "verifier", "/ui/"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", "..", "a.b", ".b.c", "a..c", "a.b.c.d"})
    void whatIsNotOursIsNothing(String kept) {
        assertThat(Entry.read(kept)).isNull();
    }

    /** The example of RFC 7636, appendix B. */
    @Test
    void theChallengeIsThatOfTheStandard() {
        Entry entry = new Entry("state", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "/ui/");

        assertThat(entry.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
