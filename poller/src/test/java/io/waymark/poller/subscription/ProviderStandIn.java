package io.waymark.poller.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Kuaidi100 and STO on one real HTTP server. Accepts every subscription unless told otherwise for a number, and
 * remembers each call.
 */
final class ProviderStandIn implements AutoCloseable {

    static final String HANG = "hang";

    /** Accepted, but not before {@link #release}. */
    static final String LATER = "later";

    /**
     * One call as it came in.
     *
     * @param path with the base URL's part
     * @param form decoded
     */
    record Call(String path, Map<String, String> form) {

        JsonNode json(String field) {
            try {
                return new JsonMapper().readTree(form.get(field));
            } catch (IOException e) {
                throw new AssertionError(field + " is not JSON", e);
            }
        }

        String number() {
            return form.containsKey("param")
                    ? json("param").path("number").asText()
                    : json("content").at("/subscribeInfoList/0/waybillNo").asText();
        }
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<String>> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);
    private final HttpServer server;

    /** Listens where the configuration says that the provider is. */
    ProviderStandIn(String url) throws IOException {
        server = HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), URI.create(url).getPort()),
                0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The next answers for a number: Kuaidi100 codes, HTTP statuses as {@code http-500}, {@link #HANG} or {@link #LATER}. */
    void answers(String number, String... next) {
        answers.put(number, new ArrayDeque<>(Arrays.asList(next)));
    }

    /** Answers what was to be answered {@link #LATER}, now and from now on. */
    void release() {
        released.countDown();
    }

    List<Call> calls(String number) {
        return calls.stream().filter(call -> call.number().equals(number)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Call call = new Call(exchange.getRequestURI().getPath(), form);
        calls.add(call);
        String answer = nextFor(call.number());
        if (answer.equals(HANG)) {
            return; // the exchange stays open: the client waits until it gives up
        }
        if (answer.equals(LATER)) {
            awaitRelease();
            answer = "200";
        }
        boolean http = answer.startsWith("http-");
        byte[] body = (call.form().containsKey("param")
                        ? "{\"result\":true,\"returnCode\":\"" + answer + "\",\"message\":\"\"}"
                        : "{\"success\":\"true\",\"errorCode\":\"\",\"errorMsg\":\"\"}")
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(http ? Integer.parseInt(answer.substring(5)) : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void awaitRelease() throws InterruptedIOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private synchronized String nextFor(String number) {
        Queue<String> scripted = answers.getOrDefault(number, new ArrayDeque<>());
        return scripted.isEmpty() ? "200" : scripted.remove();
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> decode(pair[1])));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
