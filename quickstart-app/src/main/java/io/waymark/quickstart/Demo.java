package io.waymark.quickstart;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * Parcels that move while somebody looks: registered through the merchants' API as anybody would, and sent on their way
 * in the sandbox. A parcel of which something is known already, from an earlier run, is left alone.
 *
 * <p>The parcels are in {@code demo-parcels.json}: a registration as the console takes it, and how the sandbox shall move
 * it.
 */
final class Demo {

    private static final URI SHIPMENTS = URI.create("http://localhost:" + Part.CONSOLE.port() + "/v1/shipments");
    private static final URI PARCELS = URI.create("http://localhost:" + Part.SANDBOX.port() + "/sandbox/parcels");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final String key;
    private final Journal journal;

    /** A line of the list. */
    record Parcel(ObjectNode registration, ObjectNode journey) {}

    /** @param key of a merchant, with the right to register */
    Demo(String key, Journal journal) {
        this.key = key;
        this.journal = journal;
    }

    /** Starts the parcels, in the background. A failure is told, and harms nothing else. */
    void begin() {
        Thread thread = new Thread(this::run, "demo");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            int moving = 0;
            for (Parcel parcel : parcels()) {
                if (isNew(parcel)) {
                    move(parcel);
                    moving++;
                }
            }
            journal.say(moving + " demo parcels start to move; GET " + SHIPMENTS + " shows them");
        } catch (IOException e) {
            journal.say("The demo parcels cannot be started: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static List<Parcel> parcels() throws IOException {
        try (InputStream list = Demo.class.getResourceAsStream("demo-parcels.json")) {
            return JSON.readValue(list, new TypeReference<>() {});
        }
    }

    private boolean isNew(Parcel parcel) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(SHIPMENTS).header("Authorization", "Bearer " + key);
        JsonNode shipment = JSON.readTree(post(request, parcel.registration()));
        return "PENDING".equals(shipment.path("status").asText());
    }

    private void move(Parcel parcel) throws IOException, InterruptedException {
        ObjectNode order = parcel.journey().deepCopy();
        order.set("carrier", parcel.registration().get("carrier"));
        order.set("trackingNumber", parcel.registration().get("trackingNumber"));
        post(HttpRequest.newBuilder(PARCELS), order);
    }

    private String post(HttpRequest.Builder request, JsonNode body) throws IOException, InterruptedException {
        HttpRequest call = request.header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> answer = http.send(call, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(call.uri() + " answered " + answer.statusCode());
        }
        return answer.body();
    }
}
