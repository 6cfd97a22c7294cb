package io.waymark.sandbox.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.gateway.AsiaBillGuard.Admission;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.FaultHandler;
import io.waymark.sandbox.http.InvalidOrderException;
import io.waymark.sandbox.http.Orders;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Faults;
import io.waymark.sandbox.journey.Parcel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * AsiaBill's logistics: an upload is taken, and what was taken can be asked for. Answers HTTP 200 with a {@code code} in any
 * case: {@code 00000}, or an {@link AsiaBillRefusal}; signs its answers. Remembers every call on receipt, also one that a
 * fault befalls. Belongs to one event loop.
 *
 * @see <a href="https://asiabill.gitbook.io/api-explorer/api-reference/wu-liu">AsiaBill, logistics</a>
 */
public final class AsiaBill {

    /** The base of the openApi is one directory deeper in the world than in our settings; both are the same here. */
    private static final List<String> BASES = List.of("/asiabill", "/asiabill/openApi");

    private static final String LOGISTICS = "/V2022-03/logistics";
    private static final String CONTROL = "/sandbox/gateways/asiabill";
    private static final String RECEIVED = "received";
    private static final int LONGEST_QUESTION = 255;

    private final Faults faults;
    private final AsiaBillGuard guard;
    private final AsiaBillShipments shipments;
    private final List<ReceivedUpload> uploads = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();

    private record Question(ReceivedCall call, Optional<AsiaBillRefusal> refusal, String tradeNos) {

        JsonObject json() {
            return call.json().put("tradeNos", new JsonArray(List.of(tradeNos.split(",", -1))));
        }
    }

    private record Uploading(ReceivedUpload upload, Optional<AsiaBillRefusal> refusal) {}

    /**
     * @param signKeys of the merchants whom it knows, by gateway number
     * @param parcels finds a parcel that moves in this world by its number
     */
    public AsiaBill(Faults faults, Map<String, String> signKeys, Function<String, Optional<Parcel>> parcels) {
        this.faults = faults;
        this.guard = new AsiaBillGuard(signKeys, InstantSource.system());
        this.shipments = new AsiaBillShipments(parcels);
    }

    /** Opens its doors, and its books to whoever directs the world. */
    public void mount(Router router) {
        for (String base : BASES) {
            router.post(base + LOGISTICS)
                    .handler(new FaultHandler(faults, new Faults.Aim("asiabill", "upload"), this::receiveUpload))
                    .handler(this::answerUpload);
            router.get(base + LOGISTICS + "/:tradeNos")
                    .handler(new FaultHandler(faults, new Faults.Aim("asiabill", "query"), this::receiveQuestion))
                    .handler(this::answerQuestion);
        }
        router.get(CONTROL + "/queries").handler(call -> Answers.json(call, 200, questions()));
        router.get(CONTROL + "/shipments").handler(call -> Answers.json(call, 200, shipments.all()));
        router.put(CONTROL + "/shipments/:tradeNo")
                .handler(call -> Orders.carryOut(call, order -> direct(call, order)));
    }

    /** Every upload that reached it, oldest first, as {@link ReceivedUpload} writes it. */
    public JsonArray uploads() {
        JsonArray all = new JsonArray();
        uploads.forEach(upload -> all.add(upload.json()));
        return all;
    }

    private JsonArray questions() {
        JsonArray all = new JsonArray();
        questions.forEach(question -> all.add(question.json()));
        return all;
    }

    private void receiveUpload(RoutingContext call) {
        String body = Optional.ofNullable(call.body().asString()).orElse("");
        Admission admission = guard.admit(call.request().headers(), "", body);
        ReceivedUpload upload = new ReceivedUpload(ReceivedCall.of(call, admission.signedRight()), body);
        uploads.add(upload);
        call.put(RECEIVED, new Uploading(upload, admission.refusal()));
    }

    private void answerUpload(RoutingContext call) {
        Uploading uploading = Objects.requireNonNull(call.get(RECEIVED));
        ReceivedUpload upload = uploading.upload();
        answer(call, upload.call(), refusal(upload.call(), uploading.refusal()).orElseGet(() -> take(upload)));
    }

    private JsonObject take(ReceivedUpload upload) {
        Optional<JsonObject> fields = upload.fields();
        if (fields.isEmpty()) {
            return refusal(AsiaBillRefusal.P0001, "");
        }
        Optional<String> bad = AsiaBillFields.firstBad(fields.get());
        if (bad.isPresent()) {
            return refusal(AsiaBillRefusal.P0002, ": " + bad.get());
        }
        boolean confused = upload.call().met(FaultMode.OTHER_TRANSACTION);
        if (!confused) {
            upload.taken(shipments.add(fields.get()));
        }
        return success(AsiaBillFields.receipt(fields.get(), confused));
    }

    private void receiveQuestion(RoutingContext call) {
        String tradeNos = call.pathParam("tradeNos");
        Admission admission = guard.admit(call.request().headers(), tradeNos, "");
        Question question = new Question(ReceivedCall.of(call, admission.signedRight()), admission.refusal(), tradeNos);
        questions.add(question);
        call.put(RECEIVED, question);
    }

    private void answerQuestion(RoutingContext call) {
        Question question = Objects.requireNonNull(call.get(RECEIVED));
        answer(
                call,
                question.call(),
                refusal(question.call(), question.refusal()).orElseGet(() -> tell(question)));
    }

    private JsonObject tell(Question question) {
        if (question.tradeNos().length() > LONGEST_QUESTION) {
            return refusal(AsiaBillRefusal.P0002, ": tradeNos");
        }
        JsonArray found = shipments.find(List.of(question.tradeNos().split(",", -1)));
        if (question.call().met(FaultMode.OTHER_TRANSACTION)) {
            found.stream().map(JsonObject.class::cast).forEach(AsiaBillFields::confuse);
        }
        return success(found);
    }

    /** What is refused at the door. */
    private static Optional<JsonObject> refusal(ReceivedCall call, Optional<AsiaBillRefusal> refusal) {
        return refusal.or(() -> call.isTrusted() ? Optional.empty() : Optional.of(AsiaBillRefusal.L0005))
                .map(why -> refusal(why, ""));
    }

    private static JsonObject refusal(AsiaBillRefusal why, String detail) {
        return new JsonObject()
                .put("code", why.name())
                .put("message", why.message() + detail)
                .putNull("data");
    }

    private static JsonObject success(Object data) {
        return new JsonObject().put("code", "00000").put("message", "success").put("data", data);
    }

    private void answer(RoutingContext call, ReceivedCall received, JsonObject answer) {
        String body = answer.encode();
        boolean rightly = !received.met(FaultMode.WRONG_ANSWER_SIGNATURE);
        Answers.json(call, body, guard.signed(call.request().headers(), body, rightly));
    }

    private void direct(RoutingContext call, JsonObject order) {
        String tradeNo = call.pathParam("tradeNo");
        String status = Orders.text(order, "status");
        String trackingNo = Orders.text(order, "trackingNumber");
        if (!status.isEmpty() && !AsiaBillStatuses.ALL.contains(status)) {
            throw new InvalidOrderException("status", "must be one of " + AsiaBillStatuses.ALL);
        }
        if (!status.isEmpty()) {
            shipments.set(tradeNo, status);
        }
        if (!trackingNo.isEmpty()) {
            shipments.replace(tradeNo, trackingNo);
        }
        Answers.json(call, 200, shipments.find(List.of(tradeNo)));
    }
}
