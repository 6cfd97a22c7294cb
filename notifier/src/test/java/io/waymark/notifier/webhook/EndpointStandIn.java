package io.waymark.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Merchants' endpoints, one for each path: does as it is told, and remembers what it got. */
public final class EndpointStandIn implements AutoCloseable {

    /** Answers to one request. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;

        static Answer status(int status, String... headers) {
            return exchange -> {
                for (int i = 0; i < headers.length; i += 2) {
                    exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
                }
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            };
        }

        /** The request stays open. */
        static Answer silence() {
            return exchange -> {};
        }

        /** A status, and a body without end. */
        static Answer endless(int status) {
            return exchange -> {
                exchange.sendResponseHeaders(status, 0);
                byte[] chunk = new byte[8192];
                try (OutputStream body = exchange.getResponseBody()) {
                    while (true) {
                        body.write(chunk);
                    }
                }
            };
        }
    }

    /** One request as it arrived. */
    public record Received(Instant at, String path, Headers headers, byte[] bytes) {

        public String header(String name) {
            return headers.getFirst(name);
        }

        public String id() {
            return header("webhook-id");
        }

        public JsonNode body() {
            try {
                return new ObjectMapper().readTree(new String(bytes, UTF_8));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }

        /** Of the event that it tells. */
        public int sequence() {
            return body().path("data").path("sequence").asInt();
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Answer>> next = new ConcurrentHashMap<>();
    private final Map<String, Answer> always = new ConcurrentHashMap<>();

    public EndpointStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    public String url(String path) {
        return "http://localhost:" + port() + path;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** What to do with the next requests to a path; after them, everything is well. */
    public void will(String path, Answer... answers) {
        next.put(path, new ConcurrentLinkedQueue<>(Arrays.asList(answers)));
    }

    /** What to do with all requests to a path. */
    public void always(String path, Answer answer) {
        always.put(path, answer);
    }

    public List<Received> at(String path) {
        return received.stream().filter(one -> one.path().equals(path)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        received.add(new Received(
                Instant.now(),
                path,
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes()));
        Answer answer = next.getOrDefault(path, new ConcurrentLinkedQueue<>()).poll();
        (answer == null ? always.getOrDefault(path, Answer.status(204)) : answer).to(exchange);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
