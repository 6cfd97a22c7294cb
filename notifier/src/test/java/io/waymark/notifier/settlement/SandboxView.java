package io.waymark.notifier.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The simulated gateways as their control interface shows them: what reached them, and what they are told to do wrong. */
final class SandboxView {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    SandboxView(String url) {
        this.url = url;
    }

    /** One upload that reached a gateway; {@code merchant} is "" where its body does not say. */
    record Upload(
            String gateway,
            String merchant,
            String transaction,
            String number,
            Instant at,
            boolean signed,
            boolean tookEffect,
            boolean repeated) {

        private static Upload of(String gateway, JsonNode upload) {
            JsonNode body = upload.path("body");
            return new Upload(
                    gateway,
                    body.path("merchantNo").asText(),
                    body.path(gateway.equals("onerway") ? "transactionId" : "tradeNo")
                            .asText(),
                    body.path("trackingNo").asText(),
                    Instant.parse(upload.path("time").asText()),
                    upload.path("signatureValid").asBoolean(),
                    upload.path("tookEffect").asBoolean(),
                    upload.path("repeated").asBoolean());
        }
    }

    List<Upload> uploads() {
        List<Upload> uploads = new ArrayList<>();
        for (String gateway : List.of("onerway", "asiabill")) {
            call("GET", "/sandbox/gateways/" + gateway + "/uploads", "")
                    .forEach(upload -> uploads.add(Upload.of(gateway, upload)));
        }
        return uploads;
    }

    List<Upload> uploadsOf(String number) {
        return uploads().stream()
                .filter(upload -> upload.number().equals(number))
                .toList();
    }

    /** How often a gateway was asked what it has. */
    int inquiries() {
        return call("GET", "/sandbox/gateways/asiabill/queries", "").size();
    }

    /** One question that reached AsiaBill: what it has of these transactions. */
    record Inquiry(Instant at, List<String> transactions) {}

    List<Inquiry> inquiriesAbout(String transaction) {
        List<Inquiry> inquiries = new ArrayList<>();
        call("GET", "/sandbox/gateways/asiabill/queries", "").forEach(query -> {
            List<String> transactions = new ArrayList<>();
            query.path("tradeNos").forEach(tradeNo -> transactions.add(tradeNo.asText()));
            inquiries.add(new Inquiry(Instant.parse(query.path("time").asText()), transactions));
        });
        inquiries.removeIf(inquiry -> !inquiry.transactions().contains(transaction));
        return inquiries;
    }

    /** For the next calls, one after the other. */
    void will(String gateway, String mode, int times) {
        will(gateway, "", mode, times);
    }

    /** @param operation {@code upload} or {@code query}; "" for any */
    void will(String gateway, String operation, String mode, int times) {
        call(
                "PUT",
                "/sandbox/faults",
                "{\"target\":\"%s\",\"operation\":\"%s\",\"mode\":\"%s\",\"direction\":\"called\",\"times\":%d}"
                        .formatted(gateway, operation, mode, times));
    }

    void willBehave() {
        call("DELETE", "/sandbox/faults", "");
    }

    /** What AsiaBill says of a parcel from now on. */
    void says(String tradeNo, String status) {
        call("PUT", "/sandbox/gateways/asiabill/shipments/" + tradeNo, "{\"status\":\"" + status + "\"}");
    }

    /** Somebody has entered another number at AsiaBill. */
    void has(String tradeNo, String otherNumber) {
        call("PUT", "/sandbox/gateways/asiabill/shipments/" + tradeNo, "{\"trackingNumber\":\"" + otherNumber + "\"}");
    }

    private JsonNode call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, e);
        }
    }
}
