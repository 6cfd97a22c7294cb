package io.waymark.console.web;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a person was not let in who came back from the issuer. */
enum PersonRefusal {
    /** What came back is not the answer to what this browser asked, or comes late. */
    STALE("signIn.person.stale"),
    /** The issuer let nobody in, or gave a token that is not valid here. */
    DENIED("signIn.person.denied"),
    /** The token names no merchant, or no role that may read. */
    NO_ROLE("signIn.person.noRole");

    private final String text;

    PersonRefusal(String text) {
        this.text = text;
    }

    /** How an address says it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of the text about what an address says; null for anything else. */
    static @Nullable String text(@Nullable String word) {
        return Arrays.stream(values())
                .filter(why -> why.word().equals(word))
                .map(why -> why.text)
                .findFirst()
                .orElse(null);
    }
}
