package io.waymark.carriers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request to a provider as plain data: a protocol describes it, the poller sends it.
 *
 * @param method of HTTP
 * @param path what follows the provider's base URL, with a leading slash
 * @param headers by name; what the transport adds by itself ({@code Host}, {@code Content-Length}) is not among them
 * @param body its bytes; empty if there is none
 */
public record HttpCall(Method method, String path, Map<String, String> headers, byte[] body) {

    /** The methods that providers use. */
    public enum Method {
        GET,
        POST
    }

    /**
     * A posted form in UTF-8.
     *
     * @param fields in the order in which they are written
     */
    public static HttpCall form(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return new HttpCall(
                Method.POST,
                path,
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"),
                form.getBytes(UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Without the body: it holds keys and personal data. */
    @Override
    public String toString() {
        return "HttpCall[" + method + " " + path + ", bytes=" + body.length + "]";
    }
}
