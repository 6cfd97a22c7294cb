package io.waymark.gateways.asiabill;

import static io.waymark.gateways.asiabill.AsiaBillAnswer.SUCCESS;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.gateways.Answer;
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
import io.waymark.gateways.asiabill.AsiaBillAnswer.Said;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One merchant's gateway at AsiaBill. */
final class AsiaBillAccount implements GatewayAccount {

    // spotless:off
    private static final List<FieldLength> LENGTHS = List.of(
            new FieldLength("lcCode",      1, 50),
            new FieldLength("trackingNo",  2, 50),
            new FieldLength("trackingWeb", 2, 200));
    // spotless:on

    private final Settings settings;
    private final AsiaBillRequest request;
    private final AsiaBillAnswer answers;

    AsiaBillAccount(Settings settings) {
        this.settings = settings;
        this.request = new AsiaBillRequest(settings);
        this.answers = new AsiaBillAnswer(settings);
    }

    @Override
    public String number() {
        return settings.value(AsiaBill.GATEWAY_NO);
    }

    @Override
    public Preparation prepare(Upload upload, Moment moment) {
        Map<String, String> fields = fields(upload);
        return obstacle(upload, fields)
                .or(() -> FieldLength.misfit(LENGTHS, fields))
                .<Preparation>map(Function.identity())
                .orElseGet(() -> new Ready(request.upload(json(fields), moment)));
    }

    private Optional<Impossible> obstacle(Upload upload, Map<String, String> fields) {
        if (!fields.containsKey("tradeNo") && !fields.containsKey("orderNo")) {
            return Optional.of(
                    new Impossible(Obstacle.NO_TRANSACTION, "AsiaBill needs the transaction id or the order number"));
        }
        if (!fields.containsKey("trackingWeb")) {
            return Optional.of(
                    new Impossible(Obstacle.NO_TRACKING_URL, "AsiaBill needs a trackingUrl in the registration"));
        }
        return settings.isOn(AsiaBill.CARRIER_CODE_REQUIRED) && !fields.containsKey("lcCode")
                ? Optional.of(new Impossible(
                        Obstacle.UNKNOWN_CARRIER,
                        "AsiaBill's code of the carrier " + upload.carrier()
                                + " is not known; register it as carrierCode"))
                : Optional.empty();
    }

    /** Those that have a value. In ASCII order of their names, as in AsiaBill's own examples. */
    private static Map<String, String> fields(Upload upload) {
        Map<String, String> fields = new TreeMap<>();
        put(fields, "lcCode", upload.carrierCode());
        put(fields, "orderNo", upload.orderNo());
        put(fields, "trackingNo", upload.trackingNumber());
        put(fields, "trackingWeb", upload.trackingUrl());
        put(fields, "tradeNo", upload.transactionId());
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.put(name, value);
        }
    }

    /** Texts only: a number of 22 digits would not survive its reader as a JSON number. */
    private static String json(Map<String, String> fields) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        fields.forEach(body::put);
        return body.toString();
    }

    @Override
    public Answer read(Upload upload, GatewayAnswer answer) {
        return answers.read(answer, said -> meaning(upload, said), Function.identity());
    }

    private Answer meaning(Upload upload, Said said) {
        if (!said.code().equals(SUCCESS)) {
            return answers.failure(said.code(), said.message());
        }
        String tradeNo = JsonText.text(said.data(), "tradeNo");
        String ours = upload.transactionId();
        if (ours != null && !ours.isBlank() && !tradeNo.isEmpty() && !TradeNo.fits(ours, tradeNo)) {
            return new Answer(Reaction.NO_ANSWER, said.code(), "the answer is about another transaction");
        }
        String status = JsonText.text(said.data(), "status");
        String words = JsonText.text(said.data(), "description");
        return status.equals("success")
                ? new Answer(Reaction.ACKNOWLEDGED, said.code(), words)
                : answers.failure(said.code() + ":" + status, words);
    }

    @Override
    public Optional<Inquiry> inquiry() {
        return Optional.of(new AsiaBillInquiry(request, answers, settings.all(AsiaBill.NOT_RECORDED_CODES)));
    }
}
