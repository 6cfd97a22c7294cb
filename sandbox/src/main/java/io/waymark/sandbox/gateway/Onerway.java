package io.waymark.sandbox.gateway;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.FaultHandler;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Faults;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Onerway's upload of logistics. Answers HTTP 200 with a {@code respCode} in any case: 20000 taken (a repeat too, without
 * a second effect), 40001 transaction not final (when told to), 40002 wrong signature, 40013 a body that is not JSON or
 * lacks a field. Belongs to one event loop.
 */
public final class Onerway {

    private static final String ID = "onerway";
    private static final Set<String> UNSIGNED = Set.of("sign");
    private static final List<String> REQUIRED =
            List.of("merchantNo", "transactionId", "carrierNo", "trackingNo", "sign");

    private final Faults faults;
    private final Account account;
    private final JsonArray uploads = new JsonArray();
    private final Set<String> effects = new HashSet<>();

    /**
     * The merchant whom it knows.
     *
     * @param path of the upload below {@code /onerway}
     */
    public record Account(String merchantNo, String secret, String path) {}

    public Onerway(Faults faults, Account account) {
        this.faults = faults;
        this.account = account;
    }

    /** Opens its door. */
    public void mount(Router router) {
        router.post("/onerway" + account.path())
                .handler(new FaultHandler(faults, ID))
                .handler(this::upload);
    }

    /**
     * Every upload that reached it, oldest first: {@code time}, {@code body} (as JSON; as text if it is none),
     * {@code signatureValid}, {@code answer}, and whether it repeats one that took effect ({@code repeated}).
     */
    public JsonArray uploads() {
        return uploads.copy();
    }

    private void upload(RoutingContext call) {
        String text = Optional.ofNullable(call.body().asString()).orElse("");
        Optional<JsonObject> body = parse(text);
        boolean valid = body.map(this::isSignedRight).orElse(false);
        JsonObject answer = body.map(fields -> judge(fields, valid, FaultHandler.faultOf(call)))
                .orElseGet(() -> answer("40013", "Abnormal parameters"));
        boolean taken = answer.getString("respCode").equals("20000");
        boolean repeated = taken && !effects.add(effectOf(body.orElseThrow()));
        uploads.add(new JsonObject()
                .put("time", Instant.now().toString())
                .put("body", body.<Object>map(fields -> fields).orElse(text))
                .put("signatureValid", valid)
                .put("answer", answer)
                .put("repeated", repeated));
        Answers.json(call, 200, answer);
    }

    private JsonObject judge(JsonObject fields, boolean valid, Optional<FaultMode> fault) {
        boolean complete =
                REQUIRED.stream().allMatch(name -> !text(fields, name).isBlank());
        if (!complete || !text(fields, "merchantNo").equals(account.merchantNo())) {
            return answer("40013", "Abnormal parameters");
        }
        if (!valid || fault.filter(FaultMode.BAD_SIGNATURE::equals).isPresent()) {
            return answer("40002", "Signature error");
        }
        if (fault.filter(FaultMode.NOT_FINAL::equals).isPresent()) {
            return answer("40001", "Transaction not in final status");
        }
        return answer("20000", "Success")
                .put("data", new JsonObject().put("transactionId", text(fields, "transactionId")));
    }

    private boolean isSignedRight(JsonObject fields) {
        String right = OnerwaySignature.of(fields.getMap(), UNSIGNED, account.secret());
        return right.equals(text(fields, "sign").toLowerCase(Locale.ROOT));
    }

    /** One upload takes effect per transaction and number. */
    private static String effectOf(JsonObject fields) {
        return text(fields, "transactionId") + " " + text(fields, "trackingNo");
    }

    private static Optional<JsonObject> parse(String text) {
        try {
            return Optional.of(new JsonObject(text));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonObject fields, String name) {
        Object value = fields.getValue(name);
        return value == null ? "" : value.toString();
    }

    private static JsonObject answer(String code, String message) {
        return new JsonObject().put("respCode", code).put("respMsg", message).putNull("data");
    }
}
