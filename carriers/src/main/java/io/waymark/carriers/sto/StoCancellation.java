package io.waymark.carriers.sto;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.Cancellation;
import io.waymark.carriers.Done;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.time.Instant;

/**
 * Withdraws an order: {@code EDI_MODIFY_ORDER_CANCEL} with {@code {billCode, sourceOrderId, orderSource, orderType,
 * remark, creater}}. STO cancels by the waybill number or, for want of one, by the order's id. {@code orderType} must be
 * that of the order and is not optional: without it STO looks for a courier's visit (调度) and finds none.
 */
final class StoCancellation implements Operation<Cancellation, Done> {

    private static final String CREATOR = "waymark";

    private final StoLink link;
    private final String orderSource;

    /** @param account as of {@link StoLink}, and {@code order-source} */
    StoCancellation(Settings account) {
        this.link = new StoLink(account);
        this.orderSource = account.value("order-source");
    }

    @Override
    public HttpCall ask(Cancellation cancellation, Instant now) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        if (!cancellation.trackingNumber().isBlank()) {
            content.put("billCode", cancellation.trackingNumber());
        }
        content.put("sourceOrderId", cancellation.orderId())
                .put("orderSource", orderSource)
                .put("orderType", StoOrder.NORMAL)
                .put("creater", CREATOR);
        if (!cancellation.reason().isBlank()) {
            content.put("remark", cancellation.reason());
        }
        return link.call("EDI_MODIFY_ORDER_CANCEL", "edi_modify_order", content.toString());
    }

    /** Its words, e.g. 成功, stand in {@code data}; whether it worked, in {@code success} alone. */
    @Override
    public Done read(Cancellation cancellation, HttpAnswer answer) {
        StoReply.successOf(answer);
        return new Done("success");
    }
}
