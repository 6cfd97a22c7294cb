package io.waymark.poller.polling;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Kuaidi100's query on a real HTTP server. Tells an empty history unless told otherwise, and remembers each call. */
final class QueryStandIn implements AutoCloseable {

    static final String HTML = "html";
    static final String CUT = "cut";
    static final String HANG = "hang";

    /** One call as it came in; the time is {@link System#nanoTime}. */
    record Call(String number, long nanoTime) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<String>> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile String otherwise = "200";

    /** Listens where the configuration says that the provider is. */
    QueryStandIn(String url) throws IOException {
        server = HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), URI.create(url).getPort()),
                0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The next answers for a number: Kuaidi100's codes, HTTP statuses as {@code http-500}, {@link #HTML}, {@link #CUT} or {@link #HANG}. */
    void answers(String number, String... next) {
        answers.put(number, new ArrayDeque<>(Arrays.asList(next)));
    }

    /** What every number is answered of which nothing else was said. */
    void answersOtherwise(String answer) {
        otherwise = answer;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Call> calls(String number) {
        return calls.stream().filter(call -> call.number().equals(number)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String number = number(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        calls.add(new Call(number, System.nanoTime()));
        String answer = nextFor(number);
        if (answer.equals(HANG)) {
            return; // the exchange stays open: the client waits until it gives up
        }
        int status = answer.startsWith("http-") ? Integer.parseInt(answer.substring(5)) : 200;
        byte[] body = body(number, answer).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String body(String number, String answer) {
        String history = "{\"message\":\"ok\",\"nu\":\"" + number
                + "\",\"ischeck\":\"0\",\"com\":\"yuantong\",\"status\":\"200\",\"state\":\"0\",\"data\":[]}";
        return switch (answer) {
            case "200" -> history;
            case HTML -> "<html><body>Service upgrade</body></html>";
            case CUT -> history.substring(0, history.length() / 2);
            default -> "{\"result\":false,\"returnCode\":\"" + answer + "\",\"message\":\"\"}";
        };
    }

    private synchronized String nextFor(String number) {
        Queue<String> scripted = answers.getOrDefault(number, new ArrayDeque<>());
        return scripted.isEmpty() ? otherwise : scripted.remove();
    }

    private static String number(String form) throws IOException {
        Map<String, String> fields = Arrays.stream(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
        return new JsonMapper().readTree(fields.get("param")).path("num").asText();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
