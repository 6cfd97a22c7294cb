package io.waymark.carriers.sto.article;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.InvalidFieldException;
import io.waymark.carriers.Label;
import io.waymark.carriers.Operation;
import io.waymark.carriers.Waybill;
import io.waymark.carriers.WaybillOrder;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.HttpCall;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Books a parcel: {@code stc.order.waybill.apply}. All values are texts. {@code need_tracking_info} asks for the label's
 * HTML, whatever its name says. The names in the answer, and that the same {@code order_id} again is the same order, are
 * assumed.
 */
final class ArticleBooking implements Operation<WaybillOrder, Waybill> {

    static final List<String> NUMBER = List.of("tracking_number", "waybill_no", "waybillNo");

    private static final String USUAL_SERVICE = "标准快递";
    private static final List<String> ORDER = List.of("order_id", "orderId");
    private static final List<String> LABEL =
            List.of("label_html", "labelHtml", "html", "label", "label_url", "labelUrl");

    private final ArticleCall call;

    ArticleBooking(ArticleCall call) {
        this.call = call;
    }

    @Override
    public HttpCall ask(WaybillOrder order, Instant now) {
        order.options().keySet().stream().findFirst().ifPresent(name -> {
            throw new InvalidFieldException("options." + name, "is no option of STO's article dialect, which has none");
        });
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("order_id", required("orderId", order.orderId()));
        fields.set("sender", party("sender", order.sender()));
        fields.set("receiver", party("receiver", order.receiver()));
        fields.set("cargo", cargo(order.cargo()));
        fields.put("service_type", Objects.requireNonNullElse(order.service(), USUAL_SERVICE))
                .put("pay_type", order.payer() == WaybillOrder.Payer.SENDER ? "SHIPPER" : "CONSIGNEE")
                .put("need_tracking_info", order.wantsLabel() ? "1" : "0");
        return call.of("stc.order.waybill.apply", fields, now);
    }

    private static ObjectNode party(String field, WaybillOrder.Party party) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", required(field + ".name", party.name()))
                .put("mobile", required(field + ".phone", party.phone()))
                .put("province", required(field + ".province", party.province()))
                .put("city", required(field + ".city", party.city()))
                .put("district", required(field + ".district", party.district()))
                .put("address", required(field + ".address", party.address()));
    }

    private static ObjectNode cargo(WaybillOrder.Cargo cargo) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", cargo.name())
                .put("weight", plain(cargo.weight()))
                .put("volume", plain(cargo.volume()))
                .put("count", Integer.toString(cargo.pieces()));
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    private static String required(String field, String value) {
        if (value.isBlank()) {
            throw new InvalidFieldException(field, "is required");
        }
        return value;
    }

    @Override
    public Waybill read(WaybillOrder order, HttpAnswer answer) {
        JsonNode data = ArticleReply.successOf(answer).data();
        String orderId = ArticleScan.first(data, ORDER);
        if (!orderId.isEmpty() && !orderId.equals(order.orderId())) {
            throw new CarrierException(CarrierError.MALFORMED, "another-order");
        }
        String number = ArticleScan.first(data, NUMBER);
        if (!ShipmentId.isNumber(ShipmentId.normalNumber(number))) {
            throw new CarrierException(CarrierError.MALFORMED, "no-waybill-number");
        }
        return Waybill.of(number, label(ArticleScan.first(data, LABEL)), Map.of());
    }

    private static Optional<Label> label(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        boolean address = text.startsWith("http://") || text.startsWith("https://");
        return Optional.of(new Label(address ? Label.Form.URL : Label.Form.HTML, text));
    }
}
