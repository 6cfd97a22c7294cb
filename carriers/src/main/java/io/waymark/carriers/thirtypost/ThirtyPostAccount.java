package io.waymark.carriers.thirtypost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Our account, and the form that every call is:
 *
 * <pre>
 *   POST  data             = JSON, ASCII only: any other character as \\uXXXX, so that its charset does not matter
 *         external_company = access key
 *         sign             = see {@link ThirtyPostSignature}
 *         timer            = when the signature expires, yyyy-MM-dd HH:mm:ss in the carrier's zone
 * </pre>
 */
final class ThirtyPostAccount {

    private static final ObjectMapper ASCII = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final DateTimeFormatter TIMER = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final String url;
    private final String accessKey;
    private final String secretKey;
    private final Charset charset;
    private final ZoneId zone;
    private final Duration validFor;

    /**
     * @param settings {@code url}, {@code access-key}, {@code secret-key}, {@code charset}, {@code zone} and {@code
     *     timer-minutes}
     * @throws IllegalStateException if one of the last three is none; names it
     */
    ThirtyPostAccount(Settings settings) {
        this.url = settings.url("url");
        this.accessKey = settings.value("access-key");
        this.secretKey = settings.value("secret-key");
        this.charset = charset(settings.value("charset"));
        this.zone = zone(settings.value("zone"));
        this.validFor = minutes(settings.value("timer-minutes"));
    }

    /** A signed call. Without {@code timer} if signatures shall not expire. */
    HttpCall call(String path, ObjectNode data, Instant now) {
        String text = text(data);
        String timer = validFor.isZero() ? "" : TIMER.format(now.plus(validFor).atZone(zone));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("data", text);
        form.put("external_company", accessKey);
        form.put("sign", ThirtyPostSignature.of(text, accessKey, timer, secretKey, charset));
        if (!timer.isEmpty()) {
            form.put("timer", timer);
        }
        return HttpCall.form(url + path, form);
    }

    private static String text(ObjectNode data) {
        try {
            return ASCII.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree is always JSON", e);
        }
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("waymark.thirtypost.charset is no charset", e);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalStateException("waymark.thirtypost.zone is no time zone", e);
        }
    }

    private static Duration minutes(String number) {
        if (number.matches("\\d{1,4}")) {
            return Duration.ofMinutes(Long.parseLong(number));
        }
        throw new IllegalStateException("waymark.thirtypost.timer-minutes is no number from 0 to 9999");
    }
}
