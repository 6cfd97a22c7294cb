package io.waymark.notifier.gateway.onerway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.contract.JsonSerde;
import io.waymark.notifier.gateway.Answer;
import io.waymark.notifier.gateway.CarrierCrosswalk;
import io.waymark.notifier.gateway.Gateway;
import io.waymark.notifier.gateway.HttpCall;
import io.waymark.notifier.gateway.Preparation;
import io.waymark.notifier.gateway.Preparation.Impossible;
import io.waymark.notifier.gateway.Preparation.Obstacle;
import io.waymark.notifier.gateway.Preparation.Ready;
import io.waymark.notifier.gateway.Reaction;
import io.waymark.notifier.gateway.Upload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The gateway Onerway; see the package for its protocol. */
public final class Onerway implements Gateway {

    /** In registrations, in the crosswalk and in metrics. */
    public static final String ID = "onerway";

    /** Recommended by Onerway, counted from the transaction. */
    private static final Duration DEADLINE = Duration.ofDays(30);

    private static final ObjectMapper MAPPER = JsonSerde.mapper();

    private final Optional<OnerwaySettings> settings;
    private final CarrierCrosswalk crosswalk;
    private final OnerwayCodes codes;

    /** @param settings empty where no access is configured: every upload is then impossible */
    public Onerway(Optional<OnerwaySettings> settings, CarrierCrosswalk crosswalk) {
        this.settings = settings;
        this.crosswalk = crosswalk;
        this.codes =
                new OnerwayCodes(settings.map(OnerwaySettings::duplicateCodes).orElse(Set.of()));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Optional<Duration> deadline() {
        return Optional.of(DEADLINE);
    }

    @Override
    public Preparation prepare(Upload upload, Instant now) {
        String transaction = upload.transactionId();
        if (transaction == null || transaction.isBlank()) {
            return new Impossible(Obstacle.NO_TRANSACTION, "Onerway needs the transaction id");
        }
        if (settings.isEmpty() || !upload.account().isEmpty()) {
            return new Impossible(Obstacle.NO_CREDENTIALS, "no Onerway credentials for this account are configured");
        }
        Optional<String> carrierNo =
                Optional.ofNullable(upload.carrierCode()).or(() -> crosswalk.codeOf(upload.carrier(), ID));
        if (carrierNo.isEmpty()) {
            return new Impossible(
                    Obstacle.UNKNOWN_CARRIER,
                    "Onerway's code of the carrier " + upload.carrier() + " is not known; register it as carrierCode");
        }
        return new Ready(call(settings.get(), transaction, carrierNo.get(), upload.trackingNumber()));
    }

    private static HttpCall call(OnerwaySettings access, String transaction, String carrierNo, String trackingNumber) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("merchantNo", access.merchantNo());
        fields.put("transactionId", transaction);
        fields.put("carrierNo", carrierNo);
        fields.put("trackingNo", trackingNumber);
        fields.put("sign", OnerwaySignature.of(fields, access.secret()));
        try {
            return new HttpCall(
                    "POST",
                    access.uri(),
                    Map.of("Content-Type", "application/json", "Accept", "application/json"),
                    MAPPER.writeValueAsBytes(fields));
        } catch (IOException e) {
            throw new IllegalStateException("a map of texts is always JSON", e);
        }
    }

    /**
     * HTTP 5xx tells nothing of what took effect, whatever the body says: a proxy may have given up after Onerway acted.
     * HTTP 429 is retried; everything else is decided by {@code respCode}.
     */
    @Override
    public Answer read(Upload upload, int httpStatus, byte[] body) {
        String http = "HTTP " + httpStatus;
        if (httpStatus >= 500) {
            return new Answer(Reaction.NO_ANSWER, http, "");
        }
        if (httpStatus == 429) {
            return new Answer(Reaction.RETRY, http, "");
        }
        JsonNode answer = json(body);
        String code = answer.path("respCode").asText("");
        if (code.isEmpty()) {
            return new Answer(Reaction.UNKNOWN_CODE, http, "no respCode");
        }
        String transaction = answer.path("data").path("transactionId").asText("");
        if (!transaction.isEmpty() && !transaction.equals(upload.transactionId())) {
            return new Answer(Reaction.NO_ANSWER, code, "the answer is about another transaction");
        }
        return new Answer(codes.reactionTo(code), code, answer.path("respMsg").asText(""));
    }

    private static JsonNode json(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException notJson) {
            return MAPPER.nullNode();
        }
    }
}
