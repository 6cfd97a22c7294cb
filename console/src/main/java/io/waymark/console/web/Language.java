package io.waymark.console.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In which language a page is written. */
public enum Language {
    ZH("zh-CN", "中文"),
    EN("en", "English");

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /** What the page tells browsers, e.g. {@code zh-CN}. */
    public String tag() {
        return tag;
    }

    /** The language in its own words. */
    public String ownName() {
        return ownName;
    }

    /** How it is chosen: {@code zh} or {@code en}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language of a code; empty for anything else. */
    static Optional<Language> of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equals(code))
                .findFirst();
    }

    /** What a browser likes best of what there is; English where it likes neither, or says nothing that can be read. */
    static Language accepted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return EN;
        }
        try {
            List<Locale> ours = Arrays.stream(values())
                    .map(language -> Locale.forLanguageTag(language.code()))
                    .toList();
            Locale best = Locale.lookup(LanguageRange.parse(acceptLanguage), ours);
            return best == null ? EN : of(best.getLanguage()).orElse(EN);
        } catch (IllegalArgumentException unreadable) {
            return EN;
        }
    }
}
