package io.waymark.gateways.onerway;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.contract.JsonSerde;
import io.waymark.gateways.Answer;
import io.waymark.gateways.GatewayAccount;
import io.waymark.gateways.GatewayAnswer;
import io.waymark.gateways.Inquiry;
import io.waymark.gateways.Moment;
import io.waymark.gateways.Preparation;
import io.waymark.gateways.Preparation.Impossible;
import io.waymark.gateways.Preparation.Obstacle;
import io.waymark.gateways.Preparation.Ready;
import io.waymark.gateways.Reaction;
import io.waymark.gateways.Upload;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import io.waymark.protocol.Settings;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One merchant's account at Onerway. A repeated upload changes nothing there, so it need not be asked for. */
final class OnerwayAccount implements GatewayAccount {

    private static final JsonSerde<Map<String, String>> FIELDS = fieldsOfJson();

    private final Settings settings;
    private final OnerwayCodes codes;

    OnerwayAccount(Settings settings) {
        this.settings = settings;
        this.codes = new OnerwayCodes(Set.copyOf(settings.all(Onerway.DUPLICATE_CODES)));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static JsonSerde<Map<String, String>> fieldsOfJson() {
        return (JsonSerde) JsonSerde.of(Map.class);
    }

    @Override
    public Preparation prepare(Upload upload, Moment moment) {
        String transaction = upload.transactionId();
        if (transaction == null || transaction.isBlank()) {
            return new Impossible(Obstacle.NO_TRANSACTION, "Onerway needs the transaction id");
        }
        String carrierNo = upload.carrierCode();
        if (carrierNo == null) {
            return new Impossible(
                    Obstacle.UNKNOWN_CARRIER,
                    "Onerway's code of the carrier " + upload.carrier() + " is not known; register it as carrierCode");
        }
        return new Ready(call(transaction, carrierNo, upload.trackingNumber()));
    }

    private HttpCall call(String transaction, String carrierNo, String trackingNumber) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("merchantNo", settings.value(Onerway.MERCHANT_NO));
        fields.put("transactionId", transaction);
        fields.put("carrierNo", carrierNo);
        fields.put("trackingNo", trackingNumber);
        fields.put("sign", OnerwaySignature.of(fields, settings.value(Onerway.SECRET)));
        return HttpCall.json(
                settings.url(Onerway.URL) + settings.value(Onerway.LOGISTICS_PATH),
                new String(FIELDS.write(fields), StandardCharsets.UTF_8));
    }

    /**
     * HTTP 5xx tells nothing of what took effect, whatever the body says: a proxy may have given up after Onerway acted.
     * HTTP 429 is retried; everything else is decided by {@code respCode}.
     */
    @Override
    public Answer read(Upload upload, GatewayAnswer answer) {
        String http = "HTTP " + answer.status();
        if (answer.status() >= 500) {
            return new Answer(Reaction.NO_ANSWER, http, "");
        }
        if (answer.status() == 429) {
            return new Answer(Reaction.RETRY, http, "");
        }
        try {
            return read(upload, JsonText.object(new String(answer.body(), StandardCharsets.UTF_8)), http);
        } catch (MalformedPayloadException e) {
            return new Answer(Reaction.UNKNOWN_CODE, http, e.detail());
        }
    }

    private Answer read(Upload upload, JsonNode answer, String http) {
        String code = JsonText.text(answer, "respCode");
        if (code.isEmpty()) {
            return new Answer(Reaction.UNKNOWN_CODE, http, "no respCode");
        }
        String transaction = answer.path("data").path("transactionId").asText("");
        if (!transaction.isEmpty() && !transaction.equals(upload.transactionId())) {
            return new Answer(Reaction.NO_ANSWER, code, "the answer is about another transaction");
        }
        return new Answer(codes.reactionTo(code), code, JsonText.text(answer, "respMsg"));
    }

    @Override
    public Optional<Inquiry> inquiry() {
        return Optional.empty();
    }
}
