package io.waymark.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Somebody who listens for pushes: a server of the JDK's on a free port. Acknowledges unless told otherwise. */
final class Listener implements AutoCloseable {

    /** Under which a body that is JSON, and no form, is found. */
    static final String JSON = "";

    private static final Answer ACKNOWLEDGED = new Answer(
            200, "application/json", "{\"result\":true,\"returnCode\":\"200\",\"message\":\"成功\",\"success\":true}");

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final Queue<Answer> otherAnswers = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /** One push as it arrived, decoded. */
    record Received(String path, Map<String, String> form, Map<String, String> headers) {

        JsonObject json(String field) {
            return new JsonObject(form.get(field));
        }
    }

    private record Answer(int status, String type, String body) {}

    Listener() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What it says to the next push. */
    void answerNext(String body) {
        answerNext(200, "application/json", body);
    }

    /** What it says to the next push, and how. */
    void answerNext(int status, String type, String body) {
        otherAnswers.add(new Answer(status, type, body));
    }

    /** The next push. */
    Received next() {
        try {
            Received next = received.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no push within 10 s");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = text.startsWith("{") ? Map.of(JSON, text) : form(text);
        Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(
                        Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), header -> header.getValue()
                                .get(0)));
        received.add(new Received(exchange.getRequestURI().toString(), form, headers));
        Answer answer = Objects.requireNonNullElse(otherAnswers.poll(), ACKNOWLEDGED);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", answer.type());
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
