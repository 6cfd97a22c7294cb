package io.waymark.sandbox.hostile;

import static io.waymark.sandbox.hostile.HostileText.MARK;
import static io.waymark.sandbox.hostile.HostileText.escaped;

import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every row that changes a path, a query or a header. Those of bodies are {@link BodyAttacks}, those below HTTP {@link WireAttacks}. */
final class Attacks {

    private static final String VALUE = "\\{[^}]*}";
    private static final int MANY = 300;

    // spotless:off
    /** Put in the place of a value in a path, or behind the path if it has none; as they are. */
    private static final List<String> SEGMENTS = List.of(
            "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/q/metrics", "..;/..;/q/metrics", "..\\..\\windows",
            "%c0%ae%c0%ae%c0%af", "%00", "%zz", "%", "%ff%fe", "%0d%0aX-Wmk-Injected:%201", "a;b=c;d", "//", ".", "%20",
            "%e2%80%ae", "%f0%9f%98%80", MARK + "<script>", "a".repeat(3000), "%41".repeat(1000), "{x}", "%7Bx%7D", "*", "'\"`",
            "0-0-0-0-0", "-1", "99999999999999999999");

    /** Header lines. */
    private static final List<String> HEADERS = List.of(
            "Accept: " + MARK + "/" + MARK, "Accept: */*;q=NaN, application/json;q=99999999999999999999", "Accept: ,,;;==",
            "Accept: " + "a/b,".repeat(1000) + "*/*", "Accept-Language: " + MARK + ";q=z,,=;*", "Accept-Language: " + "zh,".repeat(2000),
            "Accept-Encoding: " + MARK + ";q=-1", "Accept-Charset: utf-7", "Cookie: " + MARK, "Cookie: ;;=;=\";a=b=c;" + "x=y;".repeat(500),
            "Cookie: waymark-session=" + MARK + "; __Host-session=" + MARK, "Authorization: Bearer " + MARK,
            "Authorization: Bearer " + MARK.repeat(400), "Authorization: Bearer", "Authorization: Basic !!!!", "Authorization: " + MARK,
            "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "Authorization: Negotiate " + MARK,
            "Idempotency-Key: " + MARK + "\u0001", "Idempotency-Key: " + MARK.repeat(300), "Idempotency-Key: '; drop table x; --",
            "If-None-Match: " + MARK, "If-Match: *", "If-Modified-Since: " + MARK, "Range: bytes=0-99999999999999999999,-1",
            "Last-Event-ID: " + MARK, "Last-Event-ID: 99999999999999999999", "Last-Event-ID: -1", "Origin: null",
            "Origin: https://" + MARK, "Referer: " + MARK, "Referer: javascript:alert(1)", "X-Forwarded-For: " + MARK,
            "X-Forwarded-For: " + "1.1.1.1, ".repeat(500) + "::1", "X-Forwarded-For: 999.1.1.1, [::1]:x, %eth0", "Forwarded: for=" + MARK,
            "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: javascript", "X-HTTP-Method-Override: DELETE", "X-Original-URL: /q/metrics",
            "traceparent: 00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-zz", "traceparent: " + MARK, "tracestate: " + "a=b,".repeat(600),
            "baggage: " + MARK + "=" + "x".repeat(4000), "User-Agent: ${jndi:ldap://127.0.0.1:1/" + MARK + "}", "HX-Request: " + MARK,
            "Content-Encoding: gzip", "Content-Language: " + MARK, "Expect: " + MARK, "Upgrade: " + MARK,
            "Gateway-No: " + MARK, "Sign-Info: " + MARK, "Request-Time: 99999999999999999999", "TE: trailers, " + MARK);
    // spotless:on

    private static final List<Attack> PATHS = SEGMENTS.stream()
            .map(text ->
                    Attack.changed("path " + brief(text), target -> Stream.of(target.withPath(inPath(target, text)))))
            .toList();

    private static final List<Attack> VALUES = HostileText.ALL.stream()
            .map(text -> Attack.changed(
                    "value in the path " + brief(text),
                    target -> target.path().contains("{")
                            ? Stream.of(target.withPath(inPath(target, escaped(text))))
                            : Stream.empty()))
            .toList();

    private static final List<Attack> QUERIES = HostileText.ALL.stream()
            .map(text -> Attack.changed("parameter " + brief(text), target -> target.parameters().stream()
                    .map(name -> target.withQuery(name + "=" + escaped(text)))))
            .toList();

    private static final List<Attack> ODD_QUERIES = List.of(
            Attack.changed("every parameter twice", Attacks::twice),
            Attack.changed("parameters in other names", target -> target.parameters().stream()
                    .map(name -> target.withQuery(name + "[]=1&" + name + ".x=1"))),
            Attack.changed("broken escapes", target -> Stream.of(target.withQuery("a=%&b=%zz&c=%c0%ae&%ff=%fe"))),
            Attack.changed(
                    "hundreds of parameters",
                    target -> Stream.of(target.withQuery(String.join(
                            "&",
                            IntStream.range(0, MANY)
                                    .mapToObj(i -> "p" + i + "=1")
                                    .toList())))),
            Attack.changed("nothing but signs", target -> Stream.of(target.withQuery("&&==&=&?&;&#"))));

    private static final List<Attack> HEAD = HEADERS.stream()
            .map(line -> Attack.changed("header " + brief(line), target -> Stream.of(target.withHeader(line))))
            .toList();

    private Attacks() {}

    /** Those that are for the call itself: its values and its body. */
    static Stream<Attack> ofCalls() {
        return Stream.of(VALUES, QUERIES, ODD_QUERIES, BodyAttacks.ALL).flatMap(List::stream);
    }

    /** Those that are mostly for what stands before all calls: its address and its head. */
    static Stream<Attack> ofHeads() {
        return Stream.of(PATHS, HEAD).flatMap(List::stream);
    }

    private static Stream<Target> twice(Target target) {
        return target.parameters().isEmpty()
                ? Stream.empty()
                : Stream.of(target.withQuery(String.join(
                        "&",
                        target.parameters().stream()
                                .map(name -> name + "=1&" + name + "=2")
                                .toList())));
    }

    private static String inPath(Target target, String text) {
        String harmless = text.replace("{", "%7B").replace("}", "%7D");
        return target.path().contains("{")
                ? target.path().replaceAll(VALUE, Matcher.quoteReplacement(harmless))
                : target.path() + "/" + harmless;
    }

    static String brief(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() > 48 ? printable.substring(0, 48) + "…" + printable.length() : printable;
    }
}
