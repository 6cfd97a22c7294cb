package io.waymark.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request to a provider or a gateway as plain data: a protocol describes it, a service sends it.
 *
 * @param method of HTTP
 * @param url whole. Only where the other side leaves no choice does it hold a key; it is never logged
 * @param headers by name; what the transport adds by itself ({@code Host}, {@code Content-Length}) is not among them
 * @param body its bytes; empty if there is none
 */
public record HttpCall(Method method, String url, Map<String, String> headers, byte[] body) {

    /** The methods that are used. */
    public enum Method {
        GET,
        POST
    }

    /**
     * A posted form in UTF-8.
     *
     * @param fields in the order in which they are written
     */
    public static HttpCall form(String url, Map<String, String> fields) {
        return post(url, "application/x-www-form-urlencoded; charset=UTF-8", encode(fields));
    }

    /** A posted JSON text in UTF-8. */
    public static HttpCall json(String url, String body) {
        return post(url, "application/json; charset=UTF-8", body);
    }

    /**
     * A query.
     *
     * @param parameters in the order in which they are written
     */
    public static HttpCall get(String url, Map<String, String> parameters) {
        return new HttpCall(Method.GET, url + "?" + encode(parameters), Map.of(), new byte[0]);
    }

    private static HttpCall post(String url, String contentType, String body) {
        return new HttpCall(Method.POST, url, Map.of("Content-Type", contentType), body.getBytes(UTF_8));
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** The URL without what follows its path. */
    public String address() {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /** Without body and query: they hold keys and personal data. */
    @Override
    public String toString() {
        return "HttpCall[" + method + " " + address() + ", bytes=" + body.length + "]";
    }
}
