package io.waymark.carriers.sto;

import static io.waymark.carriers.CarrierError.BUSY;
import static io.waymark.carriers.CarrierError.INVALID_REQUEST;
import static io.waymark.carriers.CarrierError.MALFORMED;
import static io.waymark.carriers.CarrierError.REFUSED;
import static io.waymark.carriers.CarrierError.UNAUTHORIZED;
import static io.waymark.carriers.CarrierError.UNAVAILABLE;
import static io.waymark.carriers.CarrierError.UNKNOWN_CODE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.HttpCall;
import io.waymark.carriers.Operation;
import io.waymark.carriers.Settings;
import io.waymark.carriers.SubscriptionAnswer;
import io.waymark.carriers.SubscriptionRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * STO's subscription through the link gateway:
 *
 * <pre>
 *   POST form  content     = {"subscribeInfoList":[{"waybillNo":"…"}]}
 *              data_digest = see {@link StoSignature}
 *              api_name    = STO_TRACE_PLATFORM_SUBSCRIBE
 *              from_appkey, from_code             ours
 *              to_appkey, to_code                 sto_trace_platform
 * </pre>
 *
 * <p>Where pushes go is not in the call: STO keeps one address per account. The list of error codes is not public; the
 * rows below are those of a third party's client.
 */
final class StoSubscription implements Operation<SubscriptionRequest, SubscriptionAnswer> {

    private static final String PLATFORM = "sto_trace_platform";

    // spotless:off
    private static final Map<String, CarrierError> FAILURES = Map.of(
            "005", REFUSED,         // waybill
            "006", UNAUTHORIZED,    // permission
            "007", UNAUTHORIZED,    // signature
            "008", INVALID_REQUEST, // parameter
            "009", BUSY);
    // spotless:on

    private final String url;
    private final String appKey;
    private final String appCode;
    private final String secret;

    /** @param account the settings {@code url}, {@code path}, {@code app-key}, {@code app-code} and {@code secrets} */
    StoSubscription(Settings account) {
        this.url = account.url("url") + account.value("path");
        this.appKey = account.value("app-key");
        this.appCode = account.value("app-code");
        this.secret = account.value("secrets");
    }

    @Override
    public HttpCall ask(SubscriptionRequest request, Instant now) {
        String content = content(request.trackingNumber());
        Map<String, String> form = new LinkedHashMap<>();
        form.put("content", content);
        form.put("data_digest", StoSignature.of(content, secret));
        form.put("api_name", "STO_TRACE_PLATFORM_SUBSCRIBE");
        form.put("from_appkey", appKey);
        form.put("from_code", appCode);
        form.put("to_appkey", PLATFORM);
        form.put("to_code", PLATFORM);
        return HttpCall.form(url, form);
    }

    private static String content(String trackingNumber) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.putArray("subscribeInfoList").addObject().put("waybillNo", trackingNumber);
        return content.toString();
    }

    @Override
    public SubscriptionAnswer read(SubscriptionRequest request, HttpAnswer answer) {
        StoReply reply = StoReply.of(answer.text());
        if (!reply.success()) {
            throw new CarrierException(errorOf(reply), reply.errorCode());
        }
        if (refusesTheNumber(reply.data())) {
            throw new CarrierException(REFUSED, "waybill-refused");
        }
        return new SubscriptionAnswer("success");
    }

    private static CarrierError errorOf(StoReply reply) {
        if (reply.errorCode().isEmpty() && !reply.needRetry()) {
            return MALFORMED;
        }
        return FAILURES.getOrDefault(reply.errorCode(), reply.needRetry() ? UNAVAILABLE : UNKNOWN_CODE);
    }

    /** Each number has a {@code status} of its own. Its words are not public; only a plain "false" is read as no. */
    private static boolean refusesTheNumber(JsonNode data) {
        for (JsonNode waybill : data) {
            if (waybill.path("status").asText().equalsIgnoreCase("false")) {
                return true;
            }
        }
        return false;
    }
}
