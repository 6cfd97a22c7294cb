package io.waymark.console.web;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateExtension.TemplateAttribute;
import io.waymark.console.track.CarrierNames;
import io.waymark.console.track.Language;
import io.waymark.console.transfer.ImportView;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What templates write texts, times and numbers with: {@code {t:say('nav.shipments')}}. */
@TemplateExtension(namespace = "t")
class TextHandler {

    private static final RawString NOTHING = new RawString("<span class=\"none\">–</span>");

    private static final int PERCENT = 100;

    private TextHandler() {}

    static String say(@TemplateAttribute("language") Object language, String key) {
        return Texts.of((Language) language, key);
    }

    static String say(@TemplateAttribute("language") Object language, String key, Object part) {
        return Texts.of((Language) language, key, part);
    }

    static String say(@TemplateAttribute("language") Object language, String key, Object first, Object second) {
        return Texts.of((Language) language, key, first, second);
    }

    /** A constant in words; as it is written, where there are none. */
    static String word(@TemplateAttribute("language") Object language, String kind, @Nullable Object constant) {
        String key = kind + "." + constant;
        return Texts.has(key) ? Texts.of((Language) language, key) : String.valueOf(constant);
    }

    /** What the API said about a call that it refused. What nobody has translated stays as it is. */
    static String said(@TemplateAttribute("language") Object language, String message) {
        return language == Language.ZH ? Translations.of(message).orElse(message) : message;
    }

    static RawString time(@TemplateAttribute("language") Object language, @Nullable Object moment) {
        Instant at = instant(moment);
        return at == null ? NOTHING : new RawString(Moments.html(at));
    }

    static RawString local(@TemplateAttribute("language") Object language, @Nullable OffsetDateTime time) {
        return time == null ? NOTHING : new RawString(Moments.localHtml(time));
    }

    static String distance(@TemplateAttribute("language") Object language, @Nullable Object moment) {
        Instant at = instant(moment);
        return at == null ? "" : Moments.distance((Language) language, at, Instant.now());
    }

    static String number(@TemplateAttribute("language") Object language, Object number) {
        return NumberFormat.getInstance(Locale.ROOT).format(number);
    }

    /** A sum of money, as exact as it is; two decimals at least. */
    static String money(@TemplateAttribute("language") Object language, BigDecimal amount) {
        NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(4);
        return format.format(amount);
    }

    static RawString none(@TemplateAttribute("language") Object language) {
        return NOTHING;
    }

    /** A figure to a tenth; a dash where it rests on too little. */
    static Object figure(@TemplateAttribute("language") Object language, @Nullable Double figure) {
        return figure == null ? NOTHING : String.format(Locale.ROOT, "%,.1f", figure);
    }

    /** A share; a dash where it rests on too little. */
    static Object percent(@TemplateAttribute("language") Object language, @Nullable Double share) {
        return share == null ? NOTHING : String.format(Locale.ROOT, "%.1f %%", share * PERCENT);
    }

    /** One side of a lane. */
    static String place(@TemplateAttribute("language") Object language, @Nullable String place) {
        return place == null || place.isEmpty() ? Texts.of((Language) language, "carriers.unknownPlace") : place;
    }

    /** A month of which there is a beginning in UTC, e.g. {@code 2026-11}. */
    static String month(Instant begins) {
        return begins.toString().substring(0, "2026-11".length());
    }

    /** A carrier as people know it. */
    static String carrier(@TemplateAttribute("language") Object language, String code) {
        return CarrierNames.of(code, (Language) language);
    }

    /** How much of an import is done, in hundredths. */
    static long share(ImportView told) {
        return ImportPage.share(told);
    }

    static String tone(Enum<?> state) {
        return Tones.of(state);
    }

    private static @Nullable Instant instant(@Nullable Object moment) {
        return moment instanceof OffsetDateTime time ? time.toInstant() : (Instant) moment;
    }
}
