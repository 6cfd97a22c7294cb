package io.waymark.carriers.thirtypost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.InvalidFieldException;
import io.waymark.carriers.WaybillOrder;
import io.waymark.carriers.WaybillOrder.Cargo;
import io.waymark.carriers.WaybillOrder.Party;
import io.waymark.carriers.WaybillOrder.Payer;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An order as the carrier's bill. The names on the right are the carrier's, {@code boxs}, {@code telphone} and {@code
 * packageLengh} included; {@code telphone} is the sender's and {@code mobile} the receiver's. What the carrier requires
 * and the order does not hold is refused under our name of it.
 */
final class ThirtyPostBill {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    /** How the receiver gets the parcel ({@code sendMethod}): 派送, 自提. */
    private static final Map<String, Integer> DELIVERY = Map.of("deliver", 1, "collect", 2);

    private final Settings settings;
    private final BusinessTypes types;

    /** @param settings {@code branch}, {@code business} and {@code agency} for orders that do not say */
    ThirtyPostBill(Settings settings) {
        this.settings = settings;
        this.types = new BusinessTypes(settings);
    }

    /** The bill of an order. Throws {@link InvalidFieldException}. */
    ObjectNode of(WaybillOrder order) {
        BillOptions options = new BillOptions(order.options());
        if (order.payer() != Payer.SENDER) {
            throw new InvalidFieldException("payer", "must be SENDER: 30post collects nothing from the receiver");
        }
        ObjectNode bill = JSON.objectNode();
        bill.put("express_no", number(order));
        bill.set("orders", lines(order));
        bill.put("no", branch(options).letter());
        addService(bill, order, options);
        addSender(bill, order.sender());
        addReceiver(bill, order.receiver());
        addCargo(bill, order.cargo(), options);
        return bill;
    }

    /**
     * The number that we ask for: our order id, in upper case like every tracking number.
     *
     * @throws InvalidFieldException if it could not be a tracking number
     */
    static String number(WaybillOrder order) {
        String number = ShipmentId.normalNumber(order.orderId());
        if (!ShipmentId.isNumber(number)) {
            throw new InvalidFieldException("orderId", "must have 1 to 64 printable characters");
        }
        return number;
    }

    private static ArrayNode lines(WaybillOrder order) {
        ArrayNode lines = JSON.arrayNode();
        for (WaybillOrder.Line line : order.lines()) {
            ObjectNode json = lines.addObject().put("name", line.name()).put("amount", line.quantity());
            if (!line.currency().isBlank()) {
                json.put("unit", line.currency());
            }
            if (line.price() != null) {
                json.put("price", line.price());
            }
        }
        if (lines.isEmpty() && !order.cargo().name().isBlank()) {
            lines.addObject()
                    .put("name", order.cargo().name().strip())
                    .put("amount", order.cargo().pieces());
        }
        return lines;
    }

    private Branch branch(BillOptions options) {
        return configurable(options, "branch")
                .flatMap(Branch::of)
                .orElseThrow(() -> new InvalidFieldException(
                        "options.branch", "must be sydney (A), melbourne (Y), canberra (K) or adelaide (S)"));
    }

    private void addService(ObjectNode bill, WaybillOrder order, BillOptions options) {
        bill.put("member_is_need_safe", options.isOn("insured") ? 1 : 0);
        int business = business(order, options);
        bill.put("business_id", business);
        Optional<BusinessType> type = types.typeOf(business);
        bill.put("agency", required(configurable(options, "agency").orElse(""), "options.agency"));
        addDelivery(bill, type, options);
        String city = joined("", order.sender().city(), order.sender().district());
        if (type.filter(BusinessType.RETURNED_GOODS::equals).isPresent()) {
            required(city, "sender.city");
        }
        if (!city.isEmpty()) {
            bill.put("send_city", city);
        }
    }

    private int business(WaybillOrder order, BillOptions options) {
        Optional<String> service = Optional.ofNullable(order.service()).filter(name -> !name.isBlank());
        if (options.text("business").isEmpty() && service.isPresent()) {
            return types.idOf(service.get().strip(), "service");
        }
        return types.idOf(configurable(options, "business").orElse(""), "options.business");
    }

    private static void addDelivery(ObjectNode bill, Optional<BusinessType> type, BillOptions options) {
        Optional<String> delivery = options.text("delivery");
        boolean needed = type.filter(BusinessType.INTERCITY::equals).isPresent();
        if (delivery.isPresent() || needed) {
            bill.put(
                    "sendMethod",
                    delivery.map(DELIVERY::get)
                            .orElseThrow(
                                    () -> new InvalidFieldException("options.delivery", "must be deliver or collect")));
        }
    }

    private static void addSender(ObjectNode bill, Party sender) {
        required(sender.address(), "sender.address");
        bill.put("sender", required(sender.name(), "sender.name"));
        bill.put("sender_address", joined(" ", sender.province(), sender.city(), sender.district(), sender.address()));
        bill.put("sender_post_code", required(sender.postCode(), "sender.postCode"));
        bill.put("sender_email", required(sender.email(), "sender.email"));
        bill.put("telphone", required(sender.phone(), "sender.phone"));
    }

    private static void addReceiver(ObjectNode bill, Party receiver) {
        required(receiver.address(), "receiver.address");
        bill.put("sheng", required(receiver.province(), "receiver.province"));
        bill.put("shi", required(receiver.city(), "receiver.city"));
        bill.put("address", joined("", receiver.district(), receiver.address()));
        bill.put("mobile", required(receiver.phone(), "receiver.phone"));
        bill.put("post_code", required(receiver.postCode(), "receiver.postCode"));
        bill.put("to_name", required(receiver.name(), "receiver.name"));
    }

    private static void addCargo(ObjectNode bill, Cargo cargo, BillOptions options) {
        BigDecimal weight = cargo.weight();
        if (weight == null || weight.signum() <= 0) {
            throw new InvalidFieldException("cargo.weight", "must be given, in kilograms");
        }
        bill.put("items", cargo.pieces());
        bill.put("boxs", options.whole("boxes").orElse(cargo.pieces()));
        bill.put("weight", weight);
        bill.put("unitprice", options.decimal("unitPrice"));
        bill.put("package", options.whole("packages").orElse(cargo.pieces()).toString());
        bill.put("tariff", options.decimal("tariff"));
        bill.put("safety", options.decimal("insurance"));
        // the carrier takes 10 for a length that is not sent
        options.whole("length").ifPresent(length -> bill.put("packageLengh", length));
        options.whole("height").ifPresent(height -> bill.put("packageHeight", height));
        options.whole("width").ifPresent(width -> bill.put("packageWidth", width));
    }

    private Optional<String> configurable(BillOptions options, String name) {
        return options.text(name).or(() -> settings.newest(name));
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining(separator));
    }

    private static String required(String value, String field) {
        if (value.isBlank()) {
            throw new InvalidFieldException(field, "must be given");
        }
        return value.strip();
    }
}
