package io.waymark.carriers.kuaidi100;

import static io.waymark.carriers.CarrierError.INVALID_REQUEST;
import static io.waymark.carriers.CarrierError.QUOTA_EXHAUSTED;
import static io.waymark.carriers.CarrierError.REFUSED;
import static io.waymark.carriers.CarrierError.UNAUTHORIZED;
import static io.waymark.carriers.CarrierError.UNAVAILABLE;
import static io.waymark.carriers.CarrierError.UNKNOWN_CODE;
import static io.waymark.carriers.CarrierError.UNSUPPORTED;
import static io.waymark.carriers.kuaidi100.Kuaidi100Fields.putKnown;
import static io.waymark.carriers.kuaidi100.Kuaidi100Fields.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.CarrierCodes;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.carriers.SubscriptionAnswer;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.contract.International;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kuaidi100's subscription:
 *
 * <pre>
 *   POST /poll    form  schema = json
 *                       param  = { company, number, from, to, key,
 *                                  parameters: { callbackurl, salt, resultv2, autoCom, interCom,
 * departureCountry, departureCom, destinationCountry, destinationCom,
 * phone } }
 * </pre>
 *
 * <p>It is not signed; {@code key} stands inside {@code param}. Callbacks come to {@code
 * /callbacks/kuaidi100/<shipment>?s=<number of the subscription>}, signed with the {@linkplain Kuaidi100Salt shipment's
 * salt}. A shipment whose carrier nobody knows is subscribed without a company ({@code autoCom}); one with two ends is
 * followed beyond the border too ({@code interCom}), and its pushes then have a {@code destResult}.
 *
 * @see <a href="https://api.kuaidi100.com/document/5f0ffa8f2977d50a94e1023c">Kuaidi100, subscription</a>, read
 *     2026-11-20
 */
final class Kuaidi100Subscription implements Operation<SubscriptionRequest, SubscriptionAnswer> {

    private static final String PATH = "/poll";

    private static final String ON = "1";
    private static final String OFF = "0";

    /** 501: somebody subscribed it before and it is still followed. To repeat it would use up the month's four. */
    private static final Set<String> ACCEPTED = Set.of("200", "501");

    // spotless:off
    private static final Map<String, CarrierError> FAILURES = Map.of(
            "500", UNAVAILABLE,     // server error; a request it cannot read gets the same
            "502", REFUSED,         // a blocked word
            "600", UNAUTHORIZED,    // not a key of theirs
            "601", QUOTA_EXHAUSTED, // key expired or used up
            "700", UNSUPPORTED,     // company not supported
            "701", INVALID_REQUEST, // data or callback URL
            "702", UNSUPPORTED);    // company not recognised
    // spotless:on

    private final String url;
    private final String key;
    private final String masterSecret;
    private final String callbackBase;
    private final String level;

    /** @param settings with {@code url}, {@code key}, {@code master-secrets} and {@code callback-base} */
    Kuaidi100Subscription(Settings settings) {
        this.url = settings.url("url") + PATH;
        this.key = settings.value("key");
        this.masterSecret = settings.value("master-secrets");
        this.callbackBase = settings.url("callback-base");
        this.level = settings.value("result-level");
    }

    @Override
    public HttpCall ask(SubscriptionRequest request, Instant now) {
        String salt = Kuaidi100Salt.of(masterSecret, request.shipmentId());
        Map<String, String> form = new LinkedHashMap<>();
        form.put("schema", "json");
        form.put("param", param(request, callbackUrl(request), salt));
        return HttpCall.form(url, form);
    }

    private String callbackUrl(SubscriptionRequest request) {
        return callbackBase + "/callbacks/kuaidi100/" + request.shipmentId() + "?s=" + request.number();
    }

    /** The text of the field {@code param}. What is not known is left out. */
    String param(SubscriptionRequest request, String callbackUrl, String salt) {
        String company = CarrierCodes.toKuaidi100(request.carrier());
        ObjectNode param = JsonNodeFactory.instance.objectNode();
        param.put("company", company);
        param.put("number", request.trackingNumber());
        putKnown(param, "from", request.origin());
        putKnown(param, "to", request.destination());
        param.put("key", key);
        ObjectNode parameters = param.putObject("parameters");
        parameters.put("callbackurl", callbackUrl);
        parameters.put("salt", salt);
        parameters.put("resultv2", Kuaidi100Fields.level(level, request.destination()));
        parameters.put("autoCom", company.isEmpty() ? ON : OFF);
        putEnds(parameters, request.international());
        putKnown(parameters, "phone", Kuaidi100Phones.of(company, request.phone()));
        return param.toString();
    }

    private static void putEnds(ObjectNode parameters, @Nullable International ends) {
        parameters.put("interCom", ends == null ? OFF : ON);
        if (ends != null) {
            putKnown(parameters, "departureCountry", ends.departureCountry());
            putKnown(parameters, "departureCom", company(ends.departureCarrier()));
            putKnown(parameters, "destinationCountry", ends.destinationCountry());
            putKnown(parameters, "destinationCom", company(ends.destinationCarrier()));
        }
    }

    private static @Nullable String company(@Nullable String carrier) {
        return carrier == null ? null : CarrierCodes.toKuaidi100(carrier);
    }

    @Override
    public SubscriptionAnswer read(SubscriptionRequest request, HttpAnswer answer) {
        String code = text(Kuaidi100Fields.read(answer), "returnCode");
        if (ACCEPTED.contains(code)) {
            return new SubscriptionAnswer(code);
        }
        throw new CarrierException(FAILURES.getOrDefault(code, UNKNOWN_CODE), code);
    }
}
