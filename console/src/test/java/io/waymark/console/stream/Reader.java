package io.waymark.console.stream;

import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Reads a stream as browsers do, on a thread of its own. */
final class Reader implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<Stream<String>> answer;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> end;

    /**
     * Begins to read.
     *
     * @param headers name, value, name, value
     */
    Reader(String key, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        answer = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .join();
        end = CompletableFuture.runAsync(() -> answer.body().forEach(lines::add));
    }

    int status() {
        return answer.statusCode();
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** All that came, line by line. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** What came in the lines of one field. */
    List<String> all(String field) {
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(field + ": ")) {
                values.add(line.substring(field.length() + 2));
            }
        }
        return values;
    }

    /** Completes when the stream has ended in good order; fails when it broke off. */
    CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void close() {
        answer.body().close();
    }
}
