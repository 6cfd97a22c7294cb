package io.waymark.sandbox.carrier;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.FaultHandler;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Parcel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Kuaidi100 is asked without being subscribed to: the history of a number (实时查询), which is signed, and whose a
 * number may be (智能单号识别), for which the key stands in the URL. Belongs to one event loop.
 */
final class Kuaidi100Enquiries {

    private static final Pattern NUMBER = Pattern.compile("[\\x21-\\x7e]{6,32}");

    /** Who show nothing to those who do not know a phone of the parcel's. */
    private static final Set<String> WITH_PHONE = Set.of("shunfeng", "shunfengkuaiyun", "zhongtong");

    private final Kuaidi100.Account account;
    private final Function<String, List<Parcel>> parcels;
    private final QueryLog queries;
    private final Map<String, Instant> asked = new HashMap<>();

    /** @param parcels all that move or moved under a number, oldest order first */
    Kuaidi100Enquiries(Kuaidi100.Account account, Function<String, List<Parcel>> parcels, QueryLog queries) {
        this.account = account;
        this.parcels = parcels;
        this.queries = queries;
    }

    /** Writes down what is asked, before anything is done with it. */
    void note(RoutingContext call) {
        try {
            JsonObject param = new JsonObject(orEmpty(call.request().getFormAttribute("param")));
            queries.add(
                    call,
                    List.of(new QueryLog.Question(param.getString("com", ""), numberIn(param))),
                    answer -> answer.getString("returnCode", answer.getString("status", "")));
        } catch (DecodeException | ClassCastException e) {
            // nobody can say what was asked
        }
        call.next();
    }

    private static String numberIn(JsonObject param) {
        return param.getString("num", "").toUpperCase(Locale.ROOT);
    }

    void query(RoutingContext call) {
        HttpServerRequest request = call.request();
        String param = orEmpty(request.getFormAttribute("param"));
        boolean signedRight = orEmpty(request.getFormAttribute("customer")).equals(account.customer())
                && Kuaidi100Signature.of(param, account.key() + account.customer())
                        .equals(request.getFormAttribute("sign"));
        if (!signedRight || isToldTo(call, FaultMode.BAD_SIGNATURE)) {
            Answers.json(call, 200, Kuaidi100Refusal.SIGNATURE.json());
        } else if (isToldTo(call, FaultMode.LOCKED)) {
            Answers.json(call, 200, Kuaidi100Refusal.TOO_OFTEN.json());
        } else {
            Answers.json(call, 200, look(param));
        }
    }

    private JsonObject look(String param) {
        try {
            return look(new JsonObject(param));
        } catch (DecodeException | ClassCastException e) {
            return Kuaidi100Refusal.BAD_DATA.json();
        }
    }

    private JsonObject look(JsonObject param) {
        String company = param.getString("com", "");
        String number = numberIn(param);
        String detail = param.getString("resultv2", "");
        boolean right = Kuaidi100Words.isDetail(detail, param.getString("to", ""));
        if (company.isEmpty() || !NUMBER.matcher(number).matches() || !right) {
            return Kuaidi100Refusal.BAD_DATA.json();
        }
        if (WITH_PHONE.contains(company) && !Kuaidi100Words.isPhone(param.getString("phone", ""))) {
            return Kuaidi100Refusal.NO_PHONE.json();
        }
        if (isTooSoon(company + " " + number)) {
            return Kuaidi100Refusal.TOO_OFTEN.json();
        }
        return find(company, number)
                .map(parcel -> new Kuaidi100History(parcel, parcel.scans(), company, detail))
                .map(history ->
                        param.getString("order", "desc").equals("asc") ? history.oldestFirst() : history.newestFirst())
                .orElseGet(Kuaidi100Refusal.NO_RESULT::json);
    }

    private boolean isTooSoon(String parcel) {
        Instant now = Instant.now();
        Instant before = asked.put(parcel, now);
        return before != null && Duration.between(before, now).compareTo(account.lock()) < 0;
    }

    /** The last that began to move under this number, if anything is known of it. */
    private Optional<Parcel> find(String company, String number) {
        return parcels.apply(number).stream()
                .filter(parcel -> Kuaidi100Message.companyOf(parcel).equals(company))
                .filter(parcel -> !parcel.scans().isEmpty())
                .reduce((older, newer) -> newer);
    }

    void recognize(RoutingContext call) {
        String key = orEmpty(call.request().getParam("key"));
        String number = orEmpty(call.request().getParam("num")).strip().toUpperCase(Locale.ROOT);
        if (key.isEmpty()) {
            Answers.json(call, 200, Kuaidi100Refusal.KEY_MISSING.json());
        } else if (!key.equals(account.key()) || isToldTo(call, FaultMode.BAD_SIGNATURE)) {
            Answers.json(call, 200, Kuaidi100Refusal.KEY_EXPIRED.json());
        } else if (!Kuaidi100Numbers.isNumber(number)) {
            Answers.json(call, 200, Kuaidi100Refusal.NO_NUMBER.json());
        } else {
            Answers.json(call, 200, candidates(number));
        }
    }

    private static JsonArray candidates(String number) {
        JsonArray candidates = new JsonArray();
        Kuaidi100Numbers.companiesOf(number)
                .forEach((company, name) -> candidates.add(new JsonObject()
                        .put("lengthPre", number.length())
                        .put("comCode", company)
                        .put("name", name)));
        return candidates;
    }

    private static boolean isToldTo(RoutingContext call, FaultMode mode) {
        return FaultHandler.faultOf(call).filter(mode::equals).isPresent();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
