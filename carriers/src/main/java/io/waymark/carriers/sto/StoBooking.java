package io.waymark.carriers.sto;

import static io.waymark.protocol.JsonText.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.carriers.Waybill;
import io.waymark.carriers.WaybillOrder;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Books a parcel through the link gateway: {@code OMS_EXPRESS_ORDER_CREATE}, see {@link StoOrder}. The answer brings the
 * number and what is printed on a label, but no label. The same {@code orderNo} again is the same order with the same
 * number.
 */
final class StoBooking implements Operation<WaybillOrder, Waybill> {

    /** 大字 (sorting code), 集包地, 新四段码, privacy number, STO's id of the order. */
    private static final List<String> DETAILS =
            List.of("bigWord", "packagePlace", "newBlockCode", "safeNo", "sourceOrderId");

    private final StoLink link;
    private final StoOrder.Customer customer;

    /**
     * @param account as of {@link StoLink}, and {@code site-code}, {@code customer-name}, {@code site-password}, {@code
     *     order-source}
     */
    StoBooking(Settings account) {
        this.link = new StoLink(account);
        this.customer = StoOrder.Customer.of(account);
    }

    @Override
    public HttpCall ask(WaybillOrder order, Instant now) {
        return link.call(
                "OMS_EXPRESS_ORDER_CREATE",
                "sto_oms",
                new StoOrder(order, customer).content().toString());
    }

    @Override
    public Waybill read(WaybillOrder order, HttpAnswer answer) {
        JsonNode data = StoReply.successOf(answer).data();
        String orderNo = text(data, "orderNo").strip();
        if (!orderNo.isEmpty() && !orderNo.equals(order.orderId())) {
            throw new CarrierException(CarrierError.MALFORMED, "another-order");
        }
        String number = text(data, "waybillNo").strip();
        if (!ShipmentId.isNumber(ShipmentId.normalNumber(number))) {
            throw new CarrierException(CarrierError.MALFORMED, "no-waybill-number");
        }
        return Waybill.of(number, Optional.empty(), details(data));
    }

    private static Map<String, String> details(JsonNode data) {
        Map<String, String> details = new LinkedHashMap<>();
        for (String name : DETAILS) {
            String value = text(data, name).strip();
            if (!value.isEmpty()) {
                details.put(name, value);
            }
        }
        return details;
    }
}
