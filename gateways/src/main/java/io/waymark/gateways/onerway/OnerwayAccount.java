package io.waymark.gateways.onerway;

import static io.waymark.gateways.Reaction.ACKNOWLEDGED;
import static io.waymark.gateways.Reaction.NOT_YET;
import static io.waymark.gateways.Reaction.REFUSED;
import static io.waymark.gateways.Reaction.RETRY;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.gateways.Answer;
import io.waymark.gateways.AnswerCodes;
import io.waymark.gateways.FieldLength;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One merchant's account at Onerway. A repeated upload changes nothing there, so it need not be asked for. */
final class OnerwayAccount implements GatewayAccount {

    private static final String SUCCESS = "20000";

    // spotless:off
    /** What the description of the upload says (40000, 40001, 40013, 20000) and what the list of error codes says. */
    private static final Map<String, Reaction> DOCUMENTED = Map.of(
            SUCCESS, ACKNOWLEDGED,
            "40001", NOT_YET,       // the transaction is not in a final status
            "40013", REFUSED,       // abnormal parameters
            "12007", REFUSED,       // not a transaction of this merchant
            "40000", RETRY,         // API error
            "12009", RETRY);        // Onerway's own call timed out: retry later

    private static final List<FieldLength> LENGTHS = List.of(
            new FieldLength("merchantNo",    1, 20),
            new FieldLength("transactionId", 1, 20),
            new FieldLength("carrierNo",     1, 64),
            new FieldLength("trackingNo",    1, 64));
    // spotless:on

    private final Settings settings;
    private final AnswerCodes codes;

    OnerwayAccount(Settings settings) {
        this.settings = settings;
        this.codes = new AnswerCodes(DOCUMENTED, settings);
    }

    @Override
    public String number() {
        return settings.value(Onerway.MERCHANT_NO);
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
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("merchantNo", settings.value(Onerway.MERCHANT_NO));
        fields.put("transactionId", transaction);
        fields.put("carrierNo", carrierNo);
        fields.put("trackingNo", upload.trackingNumber());
        return FieldLength.misfit(LENGTHS, fields)
                .<Preparation>map(misfit -> misfit)
                .orElseGet(() -> new Ready(call(fields)));
    }

    private HttpCall call(Map<String, String> fields) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        fields.forEach(body::put);
        body.put("sign", OnerwaySignature.of(fields, settings.value(Onerway.SECRET)));
        return HttpCall.json(settings.url(Onerway.URL) + settings.value(Onerway.LOGISTICS_PATH), body.toString());
    }

    @Override
    public Answer read(Upload upload, GatewayAnswer answer) {
        return Answer.of(answer.status()).orElseGet(() -> {
            try {
                return read(upload, JsonText.object(new String(answer.body(), UTF_8)), answer.status());
            } catch (MalformedPayloadException e) {
                return Answer.notUnderstood(answer.status(), e.detail());
            }
        });
    }

    private Answer read(Upload upload, JsonNode answer, int status) {
        String code = JsonText.text(answer, "respCode");
        if (code.isEmpty()) {
            return Answer.notUnderstood(status, "no respCode");
        }
        if (code.equals(SUCCESS) && !Answer.isSuccess(status)) {
            return Answer.notUnderstood(status, "success under a status that says otherwise");
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
