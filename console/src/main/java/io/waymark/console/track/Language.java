package io.waymark.console.track;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** The languages in which a customer can read the page. */
public enum Language {
    ZH(Locale.SIMPLIFIED_CHINESE, "zh-CN", "yyyy年M月d日 EEEE", "M月d日 EEEE", "yyyy年M月"),
    EN(Locale.UK, "en", "EEEE, d MMMM yyyy", "EEEE, d MMMM", "MMMM yyyy");

    /** Longer than what any browser sends; the rest is not looked at. */
    private static final int MOST_ACCEPTED = 200;

    private final Locale locale;
    private final String tag;
    private final String dayPattern;
    private final String comingDayPattern;
    private final String monthPattern;

    Language(Locale locale, String tag, String dayPattern, String comingDayPattern, String monthPattern) {
        this.locale = locale;
        this.tag = tag;
        this.dayPattern = dayPattern;
        this.comingDayPattern = comingDayPattern;
        this.monthPattern = monthPattern;
    }

    /**
     * The one to answer in.
     *
     * @param chosen what the address asks for, {@code zh} or {@code en}; anything else chooses nothing
     * @param accepted the header {@code Accept-Language}; where it names neither language, or is none: English
     */
    public static Language of(@Nullable String chosen, @Nullable String accepted) {
        return Arrays.stream(values())
                .filter(language -> language.code().equals(chosen))
                .findFirst()
                .orElseGet(() -> accepted(accepted));
    }

    private static Language accepted(@Nullable String header) {
        if (header == null || header.length() > MOST_ACCEPTED) {
            return EN;
        }
        try {
            String found = Locale.lookupTag(LanguageRange.parse(header), List.of(ZH.code(), EN.code()));
            return ZH.code().equals(found) ? ZH : EN;
        } catch (IllegalArgumentException notALanguage) {
            return EN;
        }
    }

    /** As an address names it. */
    public String code() {
        return locale.getLanguage();
    }

    /** As a document names it. */
    public String tag() {
        return tag;
    }

    Locale locale() {
        return locale;
    }

    /** How a day is written, for a formatter of {@link #locale}. */
    String dayPattern() {
        return dayPattern;
    }

    /** The same of a day that is near. */
    String comingDayPattern() {
        return comingDayPattern;
    }

    /** How a month is written. */
    String monthPattern() {
        return monthPattern;
    }

    /** The one that the page offers to change to. */
    public Language other() {
        return this == ZH ? EN : ZH;
    }
}
