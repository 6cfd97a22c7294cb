package io.waymark.notifier.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Plays Onerway: checks signatures with code of its own, does as it is told for each tracking number, and remembers
 * what it got and what took effect.
 */
final class GatewayStandIn implements AutoCloseable {

    /** What it does with one request. */
    enum Mode {
        OK,
        NOT_FINAL,
        HTTP_500,
        HANG,
        HANG_AFTER_EFFECT,
        RESET,
        UNKNOWN_CODE
    }

    /** One request as it arrived. */
    record Call(Instant at, JsonNode body, boolean signed) {
        String number() {
            return body.path("trackingNo").asText();
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> SIGNED = List.of("carrierNo", "merchantNo", "trackingNo", "transactionId");

    private final String secret;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Set<String> effects = ConcurrentHashMap.newKeySet();
    private final Map<String, Queue<Mode>> modes = new ConcurrentHashMap<>();

    GatewayStandIn(String url, String secret) throws IOException {
        this.secret = secret;
        server = HttpServer.create(
                new InetSocketAddress("localhost", URI.create(url).getPort()), 0);
        server.setExecutor(threads);
        server.createContext("/v1/txn/logistics", this::take);
        server.start();
    }

    /** What to do with the next requests about a number; after them, everything is well. */
    void will(String number, Mode... next) {
        modes.put(number, new ConcurrentLinkedQueue<>(Arrays.asList(next)));
    }

    List<Call> callsAbout(String number) {
        return calls.stream().filter(call -> call.number().equals(number)).toList();
    }

    boolean tookEffect(String number) {
        return effects.contains(number);
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode body = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        Call call = new Call(Instant.now(), body, isSigned(body));
        calls.add(call);
        Queue<Mode> queue = modes.getOrDefault(call.number(), new ConcurrentLinkedQueue<>());
        Mode mode = queue.isEmpty() ? Mode.OK : queue.remove();
        if (mode == Mode.OK || mode == Mode.HANG_AFTER_EFFECT) {
            effects.add(call.number());
        }
        switch (mode) {
            case OK -> answer(exchange, 200, call.signed() ? "20000" : "40002");
            case NOT_FINAL -> answer(exchange, 200, "40001");
            case UNKNOWN_CODE -> answer(exchange, 200, "49999");
            case HTTP_500 -> answer(exchange, 500, "50000");
            case RESET -> exchange.close();
            case HANG, HANG_AFTER_EFFECT -> {} // the exchange stays open
        }
    }

    private static void answer(HttpExchange exchange, int status, String code) throws IOException {
        byte[] bytes = ("{\"respCode\":\"" + code + "\",\"respMsg\":\"stand-in\"}").getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private boolean isSigned(JsonNode body) {
        StringBuilder text = new StringBuilder();
        SIGNED.forEach(name -> text.append(body.path(name).asText()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(text.append(secret).toString().getBytes(UTF_8));
            StringBuilder hex = new StringBuilder();
            for (byte b : digest) {
                hex.append(String.format("%02x", b));
            }
            return hex.toString().equals(body.path("sign").asText());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
