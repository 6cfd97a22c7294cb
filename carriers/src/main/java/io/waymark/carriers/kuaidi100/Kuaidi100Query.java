package io.waymark.carriers.kuaidi100;

import static io.waymark.carriers.CarrierError.BUSY;
import static io.waymark.carriers.CarrierError.INVALID_REQUEST;
import static io.waymark.carriers.CarrierError.MALFORMED;
import static io.waymark.carriers.CarrierError.QUOTA_EXHAUSTED;
import static io.waymark.carriers.CarrierError.UNAUTHORIZED;
import static io.waymark.carriers.CarrierError.UNAVAILABLE;
import static io.waymark.carriers.CarrierError.UNKNOWN_CODE;
import static io.waymark.carriers.kuaidi100.Kuaidi100Fields.putKnown;
import static io.waymark.carriers.kuaidi100.Kuaidi100Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.CarrierCodes;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.carriers.TrackingQuery;
import io.waymark.contract.Evidence;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Kuaidi100's query (实时查询):
 *
 * <pre>
 *   POST /poll/query.do    form  customer
 *                                sign   = MD5( param + key + customer )
 *                                param  = { com, num, phone, from, to, resultv2, show, order }
 * </pre>
 *
 * <p>The same number may be asked for every thirty minutes; sooner it is locked (锁单). "Nothing found" is an answer
 * like any other: a history without scans.
 *
 * @see <a href="https://api.kuaidi100.com/document/5f0ffb5ebc8da837cbd8aefc">Kuaidi100, query</a>, read 2026-11-20
 */
final class Kuaidi100Query implements Operation<TrackingQuery, TrackingAnswer> {

    private static final String AS_JSON = "0";
    private static final String NEWEST_FIRST = "desc";
    private static final String SUCCESS = "200";

    /** No such number there (yet), or another company's: 500 by the page, 201 in the place of the state of a history. */
    private static final Set<String> NO_RECORD = Set.of("500", "201");

    // spotless:off
    private static final Map<String, CarrierError> FAILURES = Map.of(
            "400", INVALID_REQUEST, // data; a company it does not know
            "408", INVALID_REQUEST, // phone missing or not the parcel's (验证码错误)
            "501", UNAVAILABLE,     // server error
            "502", BUSY,            // server busy
            "503", UNAUTHORIZED,    // signature
            "504", BUSY,            // too often
            "601", QUOTA_EXHAUSTED);// key expired or used up
    // spotless:on

    private final String url;
    private final String key;
    private final String customer;
    private final String level;

    /** @param settings with {@code url}, {@code key} and {@code customer} */
    Kuaidi100Query(Settings settings) {
        this.url = settings.url("url") + settings.value("query-path");
        this.key = settings.value("key");
        this.customer = settings.value("customer");
        this.level = settings.value("result-level");
    }

    @Override
    public HttpCall ask(TrackingQuery query, Instant now) {
        String param = param(query);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("customer", customer);
        form.put("sign", Kuaidi100Signature.ofQuery(param, key, customer));
        form.put("param", param);
        return HttpCall.form(url, form);
    }

    private String param(TrackingQuery query) {
        String company = CarrierCodes.toKuaidi100(query.carrier());
        ObjectNode param = JsonNodeFactory.instance.objectNode();
        param.put("com", company);
        param.put("num", query.trackingNumber());
        putKnown(param, "phone", Kuaidi100Phones.of(company, query.phone()));
        putKnown(param, "from", query.origin());
        putKnown(param, "to", query.destination());
        param.put("resultv2", Kuaidi100Fields.level(level, query.destination()));
        param.put("show", AS_JSON);
        param.put("order", NEWEST_FIRST);
        return param.toString();
    }

    @Override
    public TrackingAnswer read(TrackingQuery query, HttpAnswer answer) {
        JsonNode said = Kuaidi100Fields.read(answer);
        String code = codeOf(said);
        if (!code.equals(SUCCESS) && !NO_RECORD.contains(code)) {
            throw new CarrierException(FAILURES.getOrDefault(code, UNKNOWN_CODE), code);
        }
        String number = ShipmentId.normalNumber(text(said, "nu"));
        if (!number.isEmpty() && !withoutPiece(number).equals(withoutPiece(query.trackingNumber()))) {
            throw new CarrierException(MALFORMED, "another-number");
        }
        return new TrackingAnswer(answer.contentType(), answer.body(), Evidence.PULL);
    }

    /** A number without what follows its hyphen: some carriers count the pieces there (JD: {@code -1-1-}). */
    private static String withoutPiece(String number) {
        int hyphen = number.indexOf('-');
        return hyphen > 0 ? number.substring(0, hyphen) : number;
    }

    /** A history has the code of its success in {@code status}, a failure its own in {@code returnCode}. */
    private static String codeOf(JsonNode said) {
        String code = text(said, "returnCode");
        String status = text(said, "status");
        if (!code.isEmpty() || !status.isEmpty()) {
            return code.isEmpty() ? status : code;
        }
        if (said.path("data").isArray() && !text(said, "result").equals("false")) {
            return SUCCESS;
        }
        throw new CarrierException(MALFORMED, "no-history");
    }
}
