package io.waymark.sandbox.carrier;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.FaultHandler;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Faults;
import io.waymark.sandbox.journey.Parcel;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * 30post (中邮): is asked and never calls. Forms at {@code POST /thirtypost/api/bill/…}; answers HTTP 200 in any case, with
 * {@code success} and, of a failure, a {@code message} in Chinese and no code. What the carrier does not publish (most
 * paths, the answer to a new bill and to a label) is made up in the manner of the rest. Belongs to one event loop.
 */
public final class ThirtyPost implements SimulatedCarrier {

    private static final String ID = "thirtypost";
    private static final String ROOT = "/thirtypost";
    private static final ZoneId CLOCK = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIMER = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** How far clocks may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Faults faults;
    private final Account account;
    private final Map<String, JsonObject> bills = new HashMap<>();
    private final QueryLog queries = new QueryLog();
    private final Map<String, Parcel> parcels = new HashMap<>();

    /** Every batch by its name, and whether it is open. */
    private final Map<String, Boolean> batches = new HashMap<>();

    /** The customer whom it knows. */
    public record Account(String accessKey, String secretKey) {}

    public ThirtyPost(Faults faults, Account account) {
        this.faults = faults;
        this.account = account;
    }

    /** Opens its doors. */
    public void mount(Router router) {
        door(router, "createbill", this::createBill);
        door(router, "createbatch", this::openBatch);
        door(router, "closebatch", this::closeBatch);
        door(router, "weight", this::weigh);
        router.post(ROOT + "/api/bill/express").handler(this::note);
        door(router, "express", this::tell);
        FaultHandler wrong = new FaultHandler(faults, ID);
        router.post(ROOT + "/api/bill/ReturnsLabel")
                .handler(wrong)
                .handler(call -> answer(call, data -> returnLabel(data, base(call))));
        router.get(ROOT + "/labels/:number").handler(ThirtyPost::printLabel);
    }

    private void door(Router router, String path, Function<JsonObject, JsonObject> action) {
        router.post(ROOT + "/api/bill/" + path)
                .handler(new FaultHandler(faults, ID))
                .handler(call -> answer(call, action));
    }

    private void note(RoutingContext call) {
        try {
            String number =
                    text(new JsonObject(field(call, "data")), "expressNo").toUpperCase(Locale.ROOT);
            queries.add(call, List.of(new QueryLog.Question(ID, number)), ThirtyPost::codeOf);
        } catch (DecodeException | ClassCastException e) {
            // nobody can say what was asked
        }
        call.next();
    }

    /** Of an answer that has no code: {@code 200} of a success, else {@code 0}. */
    private static String codeOf(JsonObject answer) {
        return "1".equals(text(answer, "success")) ? "200" : "0";
    }

    /** What it was asked. */
    public QueryLog queries() {
        return queries;
    }

    @Override
    public void begins(Parcel parcel) {
        parcels.put(parcel.order().trackingNumber(), parcel);
    }

    /** Tells nobody: it waits to be asked. */
    @Override
    public void moved(Parcel parcel) {}

    private void answer(RoutingContext call, Function<JsonObject, JsonObject> action) {
        Optional<String> objection = FaultHandler.faultOf(call)
                .filter(FaultMode.BAD_SIGNATURE::equals)
                .map(fault -> "签名错误")
                .or(() -> objection(call));
        Answers.json(call, 200, objection.map(ThirtyPost::failure).orElseGet(() -> act(field(call, "data"), action)));
    }

    private Optional<String> objection(RoutingContext call) {
        String timer = field(call, "timer");
        String accessKey = field(call, "external_company");
        if (!accessKey.equals(account.accessKey())) {
            return Optional.of("external_company不存在");
        }
        if (!ThirtyPostSign.matches(field(call, "data"), accessKey, timer, account.secretKey(), field(call, "sign"))) {
            return Optional.of("签名错误");
        }
        return timer.isEmpty() || isAhead(timer) ? Optional.empty() : Optional.of("timer已过期");
    }

    private static boolean isAhead(String timer) {
        try {
            Instant expiry = LocalDateTime.parse(timer, TIMER).atZone(CLOCK).toInstant();
            return expiry.plus(SKEW).isAfter(Instant.now());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static JsonObject act(String data, Function<JsonObject, JsonObject> action) {
        try {
            return action.apply(new JsonObject(data));
        } catch (DecodeException | ClassCastException e) {
            return failure("data格式错误");
        }
    }

    private JsonObject createBill(JsonObject bill) {
        Optional<String> fault = ThirtyPostBill.faultOf(bill);
        if (fault.isPresent()) {
            return failure(fault.get());
        }
        String wanted = text(bill, "express_no");
        String number = wanted.isEmpty() ? newNumber(text(bill, "no")) : wanted;
        JsonObject known = bills.putIfAbsent(number, bill);
        return known == null || known.equals(bill) ? success().put("express_no", number) : failure("运单号已存在");
    }

    /** As old bills of the carrier have it: the branch's letter, ten digits, E. */
    private String newNumber(String branch) {
        return "%s%010dE".formatted(branch, 8_000_000_000L + bills.size() + 1);
    }

    private JsonObject openBatch(JsonObject data) {
        String name = text(data, "batch_name");
        if (name.isEmpty()) {
            return failure("batch_name不能为空");
        }
        return batches.putIfAbsent(name, true) == null
                ? success().put("id", Integer.toString(batches.size()))
                : failure("批次已存在");
    }

    private JsonObject closeBatch(JsonObject data) {
        String name = text(data, "batch_name");
        if (!batches.containsKey(name)) {
            return failure("批次不存在");
        }
        return Objects.equals(batches.put(name, false), true) ? success() : failure("批次已关闭");
    }

    private JsonObject weigh(JsonObject data) {
        String number = text(data, "express_no");
        if (!isKnown(number)) {
            return failure("运单不存在");
        }
        JsonObject bill = bills.get(number);
        return success().put("weight", bill == null ? "1.00" : String.valueOf(bill.getValue("weight")));
    }

    private JsonObject returnLabel(JsonObject data, String base) {
        String number = text(data, "express_no");
        return isKnown(number) ? success().put("url", base + "/labels/" + number) : failure("运单不存在");
    }

    private JsonObject tell(JsonObject data) {
        String number = text(data, "expressNo").toUpperCase(Locale.ROOT);
        Parcel parcel = parcels.get(number);
        if (parcel != null) {
            return ThirtyPostHistory.of(parcel);
        }
        return isKnown(number)
                ? ThirtyPostHistory.empty()
                : new JsonObject().put("success", "0").put("message", "单号不存在");
    }

    private boolean isKnown(String number) {
        return bills.containsKey(number) || parcels.containsKey(number);
    }

    private static void printLabel(RoutingContext call) {
        call.response()
                .putHeader("content-type", "text/html; charset=utf-8")
                .end("<!DOCTYPE html><html><body><h1>退货面单</h1></body></html>");
    }

    private static String base(RoutingContext call) {
        String url = call.request().absoluteURI();
        return url.substring(0, url.indexOf(ROOT) + ROOT.length());
    }

    private static JsonObject success() {
        return new JsonObject().put("success", 1).put("message", "");
    }

    private static JsonObject failure(String message) {
        return new JsonObject().put("success", 0).put("message", message);
    }

    private static String text(JsonObject data, String name) {
        Object value = data.getValue(name);
        return value == null ? "" : value.toString().strip();
    }

    private static String field(RoutingContext call, String name) {
        return Objects.requireNonNullElse(call.request().getFormAttribute(name), "");
    }
}
