package io.waymark.sandbox.hostile;

import static io.waymark.sandbox.hostile.Attacks.brief;
import static io.waymark.sandbox.hostile.HostileText.MARK;
import static io.waymark.sandbox.hostile.HostileText.asJson;
import static io.waymark.sandbox.hostile.HostileText.escaped;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The rows that change a body. */
final class BodyAttacks {

    private static final Pattern JSON_VALUE =
            Pattern.compile("(?<=[:\\[,]) *(\"[^\"]*\"|-?[0-9.]+|true|false)(?= *[,}\\]])");
    private static final Pattern FORM_VALUE = Pattern.compile("(?<==)[^&]*");
    private static final int BOMB_BYTES = 10 * 1024 * 1024;
    private static final String JSON = "application/json";

    private static final List<Attack> IN_JSON = Stream.concat(
                    HostileText.ALL.stream().map(HostileText::asJson), HostileText.JSON_VALUES.stream())
            .map(value -> Attack.changed("JSON value " + brief(value), target -> inJson(target, value)))
            .toList();

    private static final List<Attack> IN_FORMS = HostileText.ALL.stream()
            .map(text -> Attack.changed("form value " + brief(text), target -> inForm(target, escaped(text))))
            .toList();

    private static final List<Attack> IN_TABLES = HostileText.ALL.stream()
            .map(text -> Attack.changed("cell " + brief(text), target -> inTable(target, text)))
            .toList();

    // spotless:off
    private static final List<Attack> WHOLE_JSON = List.of(
            json("nothing", ""), json("null", "null"), json("a list", "[]"), json("a text", asJson(MARK)), json("NUL", "\0\0\0\0"),
            json("two objects", "{}{}"), json("a name twice", "{\"carrier\":\"sto\",\"carrier\":\"" + MARK + "\"}"),
            json("a name of letters without end", "{\"" + "n".repeat(60_000) + "\":1}"),
            json("thousands of names", "{" + String.join(",", IntStream.range(0, 4000).mapToObj(i -> "\"a" + i + "\":1").toList()) + "}"),
            json("deep lists", "[".repeat(60_000)), json("deep objects", "{\"a\":".repeat(12_000)),
            json("a comment", "/*" + MARK + "*/{}"), json("cut", "{\"carrier\":\"st"), json("a mark of byte order", "\ufeff{}"),
            json("more than a call may have", "{\"goods\":\"" + "x".repeat(70_000) + "\"}"));

    private static final List<Attack> WHOLE_FORMS = List.of(
            form("broken escapes", "a=%&b=%zz&token=%c0%ae"), form("a field twice", "token=1&token=" + MARK + "&param=a&param=b&sign=1&sign=2"),
            form("hundreds of fields", "x=1&".repeat(900)), form("nothing but signs", "&&==&=&?;"), form("NUL", "\0=\0&a=%00"),
            form("a name of letters without end", "n".repeat(60_000) + "=1"), form("JSON", "{\"a\":1}"));

    private static final List<Attack> OF_TYPES = List.of(
            typed("utf-7", type -> type + "; charset=utf-7"), typed("a charset of nobody", type -> type + "; charset=" + MARK),
            typed("a charset that is a path", type -> type + "; charset=../../x\"'"), typed("utf-16", type -> type + "; charset=utf-16"),
            typed("no type", type -> MARK), typed("signs", type -> ";;;==\"/"), typed("a type of letters without end", type -> "a/" + "b".repeat(3000)),
            typed("two types", type -> type + ", text/html"), typed("XML", type -> "application/xml"), typed("text", type -> "text/plain"),
            typed("parts without a boundary", type -> "multipart/form-data"), typed("parts", type -> "multipart/form-data; boundary=x"));

    private static final List<Attack> OF_BYTES = List.of(
            bytes("bytes that are no text", body -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3, 0x28, (byte) 0xf8}),
            bytes("another charset than it says", body -> body.getBytes(UTF_16)),
            bytes("high bytes", body -> body.replace('a', '\u00e9').getBytes(ISO_8859_1)),
            bytes("cut", body -> Arrays.copyOf(body.getBytes(UTF_8), body.length() / 2)),
            Attack.changed("other bytes than its form", BodyAttacks::xmlBomb),
            new Attack("a bomb of zeros, packed", BodyAttacks::packedBomb));
    // spotless:on

    static final List<Attack> ALL = Stream.of(IN_JSON, IN_FORMS, IN_TABLES, WHOLE_JSON, WHOLE_FORMS, OF_TYPES, OF_BYTES)
            .flatMap(List::stream)
            .toList();

    private BodyAttacks() {}

    /** Every value of a JSON object in turn as each of the texts and values of the table. */
    static Stream<String> hostile(Target target) {
        return IN_JSON.stream()
                .flatMap(attack -> attack.variants().apply(target))
                .map(bytes -> {
                    String call = new String(bytes, UTF_8);
                    return call.substring(call.indexOf("\r\n\r\n") + 4);
                });
    }

    private static Attack json(String name, String body) {
        return Attack.changed(
                "JSON: " + name, target -> target.isJson() ? Stream.of(target.withBody(JSON, body)) : Stream.empty());
    }

    private static Attack form(String name, String body) {
        return Attack.changed(
                "form: " + name,
                target -> target.isForm() ? Stream.of(target.withBody(target.contentType(), body)) : Stream.empty());
    }

    private static Attack typed(String name, Function<String, String> type) {
        return Attack.changed(
                "content type: " + name,
                target -> target.hasBody()
                        ? Stream.of(target.withBody(type.apply(target.contentType()), target.body()))
                        : Stream.empty());
    }

    private static Attack bytes(String name, Function<String, byte[]> change) {
        return new Attack(
                "body: " + name,
                target -> target.hasBody() ? Stream.of(target.bytes(change.apply(target.body()))) : Stream.empty());
    }

    /** Each value of an object in turn. */
    private static Stream<Target> inJson(Target target, String value) {
        return target.isJson() ? each(target, JSON_VALUE, value) : Stream.empty();
    }

    /** Each value of a form in turn, but for the token: without it nobody reads the rest. */
    private static Stream<Target> inForm(Target target, String value) {
        return target.isForm() ? each(target, FORM_VALUE, value) : Stream.empty();
    }

    /** In the place of a number that nobody used before, in quotes. */
    private static Stream<Target> inTable(Target target, String text) {
        String cell = '"' + text.replace("\"", "\"\"") + '"';
        return target.contentType().startsWith("text/csv")
                ? Stream.of(target.withBody(target.contentType(), target.body().replace(Target.FRESH, cell)))
                : Stream.empty();
    }

    private static Stream<Target> each(Target target, Pattern values, String value) {
        String body = target.body();
        List<MatchResult> places = values.matcher(body).results().toList();
        return places.stream()
                .filter(place -> !body.substring(0, place.start()).endsWith("token="))
                .map(place -> target.withBody(
                        target.contentType(), body.substring(0, place.start()) + value + body.substring(place.end())));
    }

    private static Stream<Target> xmlBomb(Target target) {
        String laughs =
                "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><a>&b;&c;</a>";
        return target.hasBody() ? Stream.of(target.withBody(target.contentType(), laughs)) : Stream.empty();
    }

    private static Stream<byte[]> packedBomb(Target target) {
        return target.hasBody()
                ? Stream.of(target.withHeader("Content-Encoding: gzip").bytes(Bomb.PACKED))
                : Stream.empty();
    }

    /** Made once, when somebody asks for it. */
    private static final class Bomb {
        private static final byte[] PACKED = packed();

        private static byte[] packed() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream packer = new GZIPOutputStream(bytes)) {
                packer.write(new byte[BOMB_BYTES]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }
}
