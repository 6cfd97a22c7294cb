package io.waymark.sandbox.carrier;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.FaultHandler;
import io.waymark.sandbox.journey.Faults;
import io.waymark.sandbox.journey.Parcel;
import io.waymark.sandbox.journey.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * STO (申通): pushes each scan by itself to the account's one address, whether or not the number was subscribed, and
 * takes subscriptions at {@code POST /sto/gateway/link.do}. Answers HTTP 200 in any case; {@code errorCode} 006 unknown
 * {@code api_name}, 007 wrong digest, 008 content that cannot be read. Belongs to one event loop.
 */
public final class Sto implements SimulatedCarrier {

    private static final String ID = "sto";
    private static final String SUBSCRIBE = "STO_TRACE_PLATFORM_SUBSCRIBE";

    /** STO's own schedule is not public; taken from Kuaidi100. */
    private static final Duration REPEAT_AFTER = Duration.ofMinutes(30);

    private final Account account;
    private final Vertx vertx;
    private final Faults faults;
    private final PushClient client;
    private final Map<Parcel, PushLine> lines = new HashMap<>();

    /**
     * The customer whom it knows.
     *
     * @param callbackUrl where pushes go
     * @param secrets that its digests may be made with; the first signs pushes
     */
    public record Account(String callbackUrl, List<String> secrets) {}

    public Sto(Vertx vertx, Faults faults, Account account) {
        this.vertx = vertx;
        this.faults = faults;
        this.account = account;
        this.client = new PushClient(vertx, answer -> "true".equals(String.valueOf(answer.getValue("success"))));
    }

    /** Opens its door. */
    public void mount(Router router) {
        router.post("/sto/gateway/link.do")
                .handler(new FaultHandler(faults, ID))
                .handler(this::link);
    }

    @Override
    public void begins(Parcel parcel) {
        lines.put(parcel, new PushLine(vertx, client, faults, ID));
    }

    @Override
    public void moved(Parcel parcel) {
        if (parcel.latest().orElseThrow() instanceof Step.Scan scan) {
            String content = StoTrace.of(parcel, scan).encode();
            String digest = StoDigest.of(content, account.secrets().get(0));
            Duration patience = parcel.timetable().waitFor(REPEAT_AFTER);
            Push push = new Push(account.callbackUrl(), "content", content, "data_digest", digest, patience);
            Objects.requireNonNull(lines.get(parcel), "a parcel that never began")
                    .add(push);
        }
    }

    private void link(RoutingContext call) {
        String content = field(call, "content");
        if (!StoDigest.matches(content, field(call, "data_digest"), account.secrets())) {
            Answers.json(call, 200, failure("007", "签名错误"));
        } else if (!field(call, "api_name").equals(SUBSCRIBE)) {
            Answers.json(call, 200, failure("006", "无权限"));
        } else {
            Answers.json(call, 200, subscribe(content));
        }
    }

    private static JsonObject subscribe(String content) {
        try {
            JsonArray asked = new JsonObject(content).getJsonArray("subscribeInfoList", new JsonArray());
            JsonArray answers = new JsonArray();
            for (int index = 0; index < asked.size(); index++) {
                answers.add(answerTo(asked.getJsonObject(index)));
            }
            return frame(true, "", "").put("data", answers);
        } catch (DecodeException | ClassCastException e) {
            return failure("008", "参数错误");
        }
    }

    private static JsonObject answerTo(JsonObject asked) {
        String number = asked.getString("waybillNo", "");
        return new JsonObject()
                .put("waybillNo", number)
                .put("status", Boolean.toString(!number.isBlank()))
                .put("message", number.isBlank() ? "运单号为空" : "");
    }

    private static JsonObject failure(String code, String message) {
        return frame(false, code, message);
    }

    /** {@code success} is a text here, unlike in the answers that STO itself expects. */
    private static JsonObject frame(boolean success, String code, String message) {
        return new JsonObject()
                .put("success", Boolean.toString(success))
                .put("errorCode", code)
                .put("errorMsg", message)
                .put("needRetry", "false")
                .put("requestId", "")
                .put("expInfo", "");
    }

    private static String field(RoutingContext call, String name) {
        return Objects.requireNonNullElse(call.request().getFormAttribute(name), "");
    }
}
