package io.waymark.sandbox.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A call as an honest caller makes it, and what of it can be changed.
 *
 * @param method such as {@code POST}
 * @param path with its escapes; what stands in braces is a value, and the braces are not sent
 * @param parameters the names of the query's parameters that the call knows
 * @param query with its escapes, without the question mark; empty for none
 * @param headers lines, without those of the body
 * @param contentType of the body; empty where there is none
 * @param body as text in UTF-8; empty for none
 */
public record Target(
        String method,
        String path,
        List<String> parameters,
        String query,
        List<String> headers,
        String contentType,
        String body) {

    /** Is in every text of the table that must not be repeated; nothing of ours says it. */
    public static final String MARK = HostileText.MARK;

    /** Stands for a number that nobody used before, wherever it is in a call. */
    public static final String FRESH = "~fresh~";

    /** Stands for an address on the Internet from which nobody called before. */
    public static final String ADDRESS = "~address~";

    private static final AtomicLong NUMBERS = new AtomicLong(System.currentTimeMillis());

    public Target {
        parameters = List.copyOf(parameters);
        headers = List.copyOf(headers);
    }

    /** A call without parameters or a body. */
    public static Target of(String method, String path, String... headers) {
        return new Target(method, path, List.of(), "", List.of(headers), "", "");
    }

    /** The same at another path. */
    public Target withPath(String other) {
        return new Target(method, other, parameters, query, headers, contentType, body);
    }

    /** The same with that query. */
    public Target withQuery(String other) {
        return new Target(method, path, parameters, other, headers, contentType, body);
    }

    /** The same with one header more, or with another value of it. */
    public Target withHeader(String line) {
        String name = line.substring(0, line.indexOf(':') + 1);
        List<String> lines = new ArrayList<>(headers);
        lines.removeIf(each -> each.regionMatches(true, 0, name, 0, name.length()));
        lines.add(line);
        return new Target(method, path, parameters, query, lines, contentType, body);
    }

    /** The same, which knows parameters of that name. */
    public Target knowing(String... names) {
        return new Target(method, path, List.of(names), query, headers, contentType, body);
    }

    /** The same with another body. */
    public Target withBody(String otherType, String otherBody) {
        return new Target(method, path, parameters, query, headers, otherType, otherBody);
    }

    boolean hasBody() {
        return !contentType.isEmpty();
    }

    /** Whether it is sent as what a page's form holds. */
    boolean isForm() {
        return contentType.startsWith("application/x-www-form-urlencoded");
    }

    boolean isJson() {
        return contentType.startsWith("application/json");
    }

    /** What the table makes of a JSON object: every value in turn as each of its texts and values; for those who sign it anew. */
    public static Stream<String> hostile(String json) {
        return BodyAttacks.hostile(of("POST", "/").withBody("application/json", json));
    }

    /** The bytes of the call. */
    public byte[] bytes() {
        return bytes(fresh(body).getBytes(UTF_8));
    }

    /** The bytes of the call, with this body and its length. */
    byte[] bytes(byte[] content) {
        return bytes(
                content, content.length > 0 || hasBody() ? List.of("Content-Length: " + content.length) : List.of());
    }

    /** The bytes of the call, with this body and what is said of it. */
    byte[] bytes(byte[] content, List<String> said) {
        StringBuilder head = new StringBuilder(method).append(' ').append(path.replaceAll("[{}]", ""));
        head.append(query.isEmpty() ? "" : "?" + query).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (hasBody()) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        said.forEach(line -> head.append(line).append("\r\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(fresh(head.append("\r\n").toString()).getBytes(ISO_8859_1));
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    private static String fresh(String text) {
        if (!text.contains(FRESH) && !text.contains(ADDRESS)) {
            return text;
        }
        long number = NUMBERS.incrementAndGet();
        return text.replace(FRESH, Long.toString(number))
                .replace(ADDRESS, "2001:db8:%x:%x::1".formatted(number >> 16 & 0xffff, number & 0xffff));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
