package io.waymark.sandbox;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** A simulated world of one test, and somebody who listens to it. */
abstract class SandboxCase {

    static final String SALT = "account-salt";
    static final String STO_SECRET = "sto-secret";

    final Listener listener = new Listener();
    final SandboxServer sandbox;

    private final HttpClient http = HttpClient.newHttpClient();

    SandboxCase() {
        this(Map.of());
    }

    /** @param more settings beside the usual ones */
    SandboxCase(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "WAYMARK_SANDBOX_PORT",
                "0",
                "WAYMARK_KUAIDI100_CALLBACK_BASE",
                listener.url(),
                "WAYMARK_KUAIDI100_SALTS",
                SALT + ",older",
                "WAYMARK_STO_SECRETS",
                STO_SECRET,
                "WAYMARK_ONERWAY_ACCOUNTS",
                "shop-2",
                "WAYMARK_ONERWAY_SHOP_2_MERCHANT_NO",
                "800059",
                "WAYMARK_ONERWAY_SHOP_2_SECRET",
                "second-secret"));
        settings.putAll(more);
        sandbox = SandboxServer.start(SandboxSettings.of(settings));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        listener.close();
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** With headers of the caller's own. */
    HttpResponse<String> get(String path, Map<String, String> headers, Duration patience) {
        HttpRequest.Builder request = request(path).timeout(patience);
        headers.forEach(request::header);
        return send(request.GET());
    }

    /** With headers of the caller's own. */
    HttpResponse<String> post(String path, Map<String, String> headers, String body, Duration patience) {
        HttpRequest.Builder request = request(path).timeout(patience);
        headers.forEach(request::header);
        return send(request.POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    HttpResponse<String> post(String path, JsonObject body) {
        return send(request(path).POST(BodyPublishers.ofString(body.encode())));
    }

    /** Gives up when the patience is over. */
    HttpResponse<String> post(String path, JsonObject body, Duration patience) {
        return send(request(path).timeout(patience).POST(BodyPublishers.ofString(body.encode())));
    }

    HttpResponse<String> postText(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> put(String path, JsonObject body) {
        return send(request(path).PUT(BodyPublishers.ofString(body.encode())));
    }

    HttpResponse<String> postForm(String path, Map<String, String> fields) {
        return postForm(sandbox, path, fields);
    }

    /** To another world. */
    HttpResponse<String> postForm(SandboxServer server, String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(server, path)
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    void start(String provider, String carrier, String number, Object script, double speed) {
        HttpResponse<String> answer = post(
                "/sandbox/parcels",
                new JsonObject()
                        .put("provider", provider)
                        .put("carrier", carrier)
                        .put("trackingNumber", number)
                        .put("script", script)
                        .put("speed", speed));
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    void fault(String target, String mode, int times) {
        HttpResponse<String> answer = put(
                "/sandbox/faults",
                new JsonObject().put("target", target).put("mode", mode).put("times", times));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    /** Of calls of one kind alone. */
    void fault(String target, String operation, String mode, int times) {
        HttpResponse<String> answer = put(
                "/sandbox/faults",
                new JsonObject()
                        .put("target", target)
                        .put("operation", operation)
                        .put("mode", mode)
                        .put("times", times));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    private HttpRequest.Builder request(String path) {
        return request(sandbox, path);
    }

    private static HttpRequest.Builder request(SandboxServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
