package io.waymark.carriers.sto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.carriers.SubscriptionAnswer;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.time.Instant;

/**
 * STO's subscription: {@code STO_TRACE_PLATFORM_SUBSCRIBE} with {@code {"subscribeInfoList":[{"waybillNo":"…"}]}}. Where
 * pushes go is not in the call: STO keeps one address per account.
 */
final class StoSubscription implements Operation<SubscriptionRequest, SubscriptionAnswer> {

    private final StoLink link;

    /** @param account as of {@link StoLink} */
    StoSubscription(Settings account) {
        this.link = new StoLink(account);
    }

    @Override
    public HttpCall ask(SubscriptionRequest request, Instant now) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.putArray("subscribeInfoList").addObject().put("waybillNo", request.trackingNumber());
        return link.call("STO_TRACE_PLATFORM_SUBSCRIBE", "sto_trace_platform", content.toString());
    }

    @Override
    public SubscriptionAnswer read(SubscriptionRequest request, HttpAnswer answer) {
        if (refusesTheNumber(StoReply.successOf(answer).data())) {
            throw new CarrierException(CarrierError.REFUSED, "waybill-refused");
        }
        return new SubscriptionAnswer("success");
    }

    /** Each number has a {@code status} of its own. Its words are not public; only a plain "false" is read as no. */
    private static boolean refusesTheNumber(JsonNode data) {
        for (JsonNode waybill : data) {
            if (waybill.path("status").asText().strip().equalsIgnoreCase("false")) {
                return true;
            }
        }
        return false;
    }
}
