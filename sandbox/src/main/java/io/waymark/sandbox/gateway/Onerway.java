package io.waymark.sandbox.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.FaultHandler;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Faults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Onerway's upload of logistics. Answers HTTP 200 with a {@code respCode} in any case: 20000 taken (a repeat too, without
 * a second effect), 40001 transaction not final (when told to), 40002 wrong signature, 40013 a body that is not JSON or
 * lacks a field. Remembers every upload on receipt, also one that a fault befalls; not one above 1 MiB, which is
 * answered 413 unread. Belongs to one event loop.
 */
public final class Onerway {

    private static final String UPLOAD = "upload";
    private static final Set<String> UNSIGNED = Set.of("sign");
    private static final List<String> REQUIRED =
            List.of("merchantNo", "transactionId", "carrierNo", "trackingNo", "sign");

    private final Faults faults;
    private final Account account;
    private final List<ReceivedUpload> uploads = new ArrayList<>();
    private final Set<String> effects = new HashSet<>();

    /**
     * The merchants whom it knows.
     *
     * @param secrets by merchant number
     * @param path of the upload below {@code /onerway}
     */
    public record Account(Map<String, String> secrets, String path) {

        /** Without secrets. */
        @Override
        public String toString() {
            return "Account[" + secrets.keySet() + ", " + path + "]";
        }
    }

    public Onerway(Faults faults, Account account) {
        this.faults = faults;
        this.account = account;
    }

    /** Opens its door. */
    public void mount(Router router) {
        router.post("/onerway" + account.path())
                .handler(new FaultHandler(faults, new Faults.Aim("onerway", UPLOAD), this::receive))
                .handler(this::answer);
    }

    /** Every upload that reached it, oldest first, as {@link ReceivedUpload} writes it. */
    public JsonArray uploads() {
        JsonArray all = new JsonArray();
        uploads.forEach(upload -> all.add(upload.json()));
        return all;
    }

    private void receive(RoutingContext call) {
        String text = Optional.ofNullable(call.body().asString()).orElse("");
        boolean valid = Texts.object(text).map(this::isSignedRight).orElse(false);
        ReceivedUpload upload = new ReceivedUpload(ReceivedCall.of(call, valid), text);
        uploads.add(upload);
        call.put(UPLOAD, upload);
    }

    private void answer(RoutingContext call) {
        ReceivedUpload upload = Objects.requireNonNull(call.get(UPLOAD));
        Answers.json(
                call,
                200,
                upload.fields()
                        .map(fields -> judge(fields, upload))
                        .orElseGet(() -> answer("40013", "Abnormal parameters")));
    }

    private JsonObject judge(JsonObject fields, ReceivedUpload upload) {
        boolean complete =
                REQUIRED.stream().noneMatch(name -> Texts.field(fields, name).isBlank());
        if (!complete || !account.secrets().containsKey(Texts.field(fields, "merchantNo"))) {
            return answer("40013", "Abnormal parameters");
        }
        if (!upload.call().isTrusted()) {
            return answer("40002", "Signature error");
        }
        if (upload.call().met(FaultMode.NOT_FINAL)) {
            return answer("40001", "Transaction not in final status");
        }
        String transaction = Texts.field(fields, "transactionId");
        if (upload.call().met(FaultMode.OTHER_TRANSACTION)) {
            return taken(OtherTransaction.than(transaction));
        }
        upload.taken(effects.add(transaction + " " + Texts.field(fields, "trackingNo")));
        return taken(transaction);
    }

    private boolean isSignedRight(JsonObject fields) {
        return Optional.ofNullable(account.secrets().get(Texts.field(fields, "merchantNo")))
                .map(secret -> OnerwaySignature.of(fields.getMap(), UNSIGNED, secret))
                .filter(right -> right.equals(Texts.field(fields, "sign").toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    private static JsonObject taken(String transaction) {
        return answer("20000", "Success").put("data", new JsonObject().put("transactionId", transaction));
    }

    private static JsonObject answer(String code, String message) {
        return new JsonObject().put("respCode", code).put("respMsg", message).putNull("data");
    }
}
