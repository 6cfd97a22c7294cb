package io.waymark.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Onerway's upload, as its documentation describes it, with signature code of its own. Remembers every call, also those
 * that arrive while Waymark is down. Accepts what is signed; refuses the rest.
 */
final class OnerwayDouble implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String secret;
    private final HttpServer server;
    private final List<Upload> uploads = new CopyOnWriteArrayList<>();
    private volatile String code = "20000";

    /**
     * One call.
     *
     * @param headers the names of its headers, in lower case
     */
    record Upload(String path, Set<String> headers, Map<String, String> fields, boolean signed) {}

    OnerwayDouble(String secret) {
        this.secret = secret;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The calls about one parcel, in the order of their arrival. */
    List<Upload> uploadsOf(String trackingNumber) {
        return uploads.stream()
                .filter(upload -> trackingNumber.equals(upload.fields().get("trackingNo")))
                .toList();
    }

    /** What it answers from now on; as it stands in JSON. */
    void answers(String respCode) {
        code = respCode;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> fields = JSON.readValue(body, new TypeReference<TreeMap<String, String>>() {});
            boolean signed = signatureOf(fields).equalsIgnoreCase(fields.get("sign"));
            uploads.add(new Upload(exchange.getRequestURI().getPath(), headers(exchange), fields, signed));
            byte[] answer = (signed
                            ? "{\"respCode\":\"" + code + "\",\"respMsg\":\"Success\",\"data\":{}}"
                            : "{\"respCode\":\"40002\",\"respMsg\":\"Signature error\",\"data\":null}")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static Set<String> headers(HttpExchange exchange) {
        return exchange.getRequestHeaders().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** SHA-256 over the values in the order of their names, then the secret. */
    private String signatureOf(Map<String, String> fields) {
        String text = new TreeMap<>(fields)
                        .entrySet().stream()
                                .filter(field -> !field.getKey().equals("sign"))
                                .map(Map.Entry::getValue)
                                .filter(value -> value != null && !value.isEmpty())
                                .collect(Collectors.joining())
                + secret;
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
