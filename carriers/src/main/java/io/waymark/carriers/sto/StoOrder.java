package io.waymark.carriers.sto;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.InvalidFieldException;
import io.waymark.carriers.WaybillOrder;
import io.waymark.protocol.Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code content} of {@code OMS_EXPRESS_ORDER_CREATE}, field by field as public clients write it. What it takes as
 * {@link WaybillOrder#options} has the names that STO gives it.
 *
 * @param order what is booked
 * @param customer for whom
 */
record StoOrder(WaybillOrder order, Customer customer) {

    /** {@code orderType} of a parcel that gets its number at once; 02 would be a courier's visit (调度). */
    static final String NORMAL = "01";

    /** Keeps 10 as 10: the usual factory would write 1E+1, which not every reader of JSON takes for a number. */
    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    private static final String DOMESTIC = "00";
    private static final String CASH_ON_DELIVERY = "01";
    private static final String RECEIVER_PAYS = "02";
    private static final String INTERNATIONAL = "03";
    private static final String FRESH = "04";

    private static final String PUSHED = "TRACE_PUSH";
    private static final String USUAL_SERVICE = "标准快递";

    private static final Pattern MOBILE = Pattern.compile("1\\d{10}");
    private static final Pattern YUAN = Pattern.compile("\\d{1,7}(\\.\\d{1,2})?");

    // spotless:off
    private static final Map<String, Pattern> OPTIONS = Map.ofEntries(
            option("goodsType",                "大件|小件|扁平件|文件"),
            option("battery",                  "10|20|30"),
            option("spaceX",                   "\\d{1,4}(\\.\\d{1,2})?"),
            option("spaceY",                   "\\d{1,4}(\\.\\d{1,2})?"),
            option("spaceZ",                   "\\d{1,4}(\\.\\d{1,2})?"),
            option("goodsAmount",              YUAN.pattern()),
            option("codValue",                 YUAN.pattern()),
            option("freightCollectValue",      YUAN.pattern()),
            option("insuredValue",             YUAN.pattern()),
            option("goodsValue",               YUAN.pattern()),
            option("timelessType",             "\\d{2}"),
            option("productType",              "01|02|03"),
            option("payModel",                 "1|2|3"),
            option("expectValue",              ".{1,64}"),
            option("remark",                   ".{1,200}"),
            option("safeNo",                   ".{1,32}"),
            option("takeCompanyCode",          ".{1,32}"),
            option("takeUserCode",             ".{1,32}"),
            option("internationalProductType", "01|02|03"),
            option("customsDeclaration",       "true|false"),
            option("senderCountry",            ".{1,32}"),
            option("receiverCountry",          ".{1,32}"));
    // spotless:on

    /**
     * Who books.
     *
     * @param siteCode of the outlet (网点) that we are a customer of
     * @param name our customer number there
     * @param password of ours there
     * @param monthCode of the monthly account (月结); empty if there is none
     * @param orderSource where our orders come from, as agreed with STO
     * @param servicesAsObjects whether services are written as {@code {"listItem":"…"}} instead of as texts
     */
    record Customer(
            String siteCode,
            String name,
            String password,
            Optional<String> monthCode,
            String orderSource,
            boolean servicesAsObjects) {

        static Customer of(Settings account) {
            return new Customer(
                    account.value("site-code"),
                    account.value("customer-name"),
                    account.value("site-password"),
                    account.newest("month-code"),
                    account.value("order-source"),
                    account.newest("service-form").filter("objects"::equals).isPresent());
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Customer[" + siteCode + "]";
        }
    }

    /** Throws {@link InvalidFieldException} for what STO would refuse. */
    ObjectNode content() {
        checkOptions();
        ObjectNode content = JSON.objectNode();
        content.put("orderNo", required("orderId", order.orderId()))
                .put("orderSource", customer.orderSource())
                .put("billType", billType())
                .put("orderType", NORMAL)
                .put("createChannel", "01")
                .put("regionType", "01")
                .put("expressDirection", "01");
        content.set("sender", party("sender", order.sender()));
        content.set("receiver", party("receiver", order.receiver()));
        option("safeNo").ifPresent(number -> ((ObjectNode) content.get("receiver")).put("safeNo", number));
        content.set("cargo", cargo());
        content.set("customer", customerNode());
        services(content.putArray("serviceTypeList"));
        copy(content, "codValue", "freightCollectValue", "timelessType", "productType", "payModel", "expectValue");
        copy(content, "remark");
        annex(content, "insuredAnnex", "insuredValue", "goodsValue");
        annex(content, "assignAnnex", "takeCompanyCode", "takeUserCode");
        if (isInternational()) {
            content.set("internationalAnnex", internationalAnnex());
        }
        return content;
    }

    private void checkOptions() {
        order.options().forEach((name, value) -> {
            Pattern form = OPTIONS.get(name);
            if (form == null) {
                throw new InvalidFieldException("options." + name, "is no option of STO's link gateway");
            }
            if (!form.matcher(value).matches()) {
                throw new InvalidFieldException("options." + name, "must match " + form.pattern());
            }
        });
        String service = order.service();
        if (service != null && !service.equals(USUAL_SERVICE)) {
            throw new InvalidFieldException("service", "must be " + USUAL_SERVICE + "; see options.productType");
        }
    }

    /** Who pays is part of it: a receiver who pays the freight, and one who pays for the goods, are kinds of bill. */
    private String billType() {
        boolean receiverPays = order.payer() == WaybillOrder.Payer.RECEIVER;
        if (receiverPays && option("codValue").isPresent()) {
            throw new InvalidFieldException(
                    "options.codValue", "cannot be combined with a receiver who pays the freight");
        }
        if (receiverPays && option("freightCollectValue").isEmpty()) {
            throw new InvalidFieldException("options.freightCollectValue", "is required where the receiver pays");
        }
        if (receiverPays) {
            return RECEIVER_PAYS;
        }
        if (option("codValue").isPresent()) {
            return CASH_ON_DELIVERY;
        }
        if (isInternational()) {
            return INTERNATIONAL;
        }
        return option("productType").filter("03"::equals).isPresent() ? FRESH : DOMESTIC;
    }

    private boolean isInternational() {
        return option("internationalProductType").isPresent();
    }

    private static ObjectNode party(String field, WaybillOrder.Party party) {
        ObjectNode node = JSON.objectNode().put("name", required(field + ".name", party.name()));
        String phone = required(field + ".phone", party.phone());
        node.put(MOBILE.matcher(phone).matches() ? "mobile" : "tel", phone)
                .put("province", required(field + ".province", party.province()))
                .put("city", required(field + ".city", party.city()))
                .put("area", required(field + ".district", party.district()))
                .put("address", required(field + ".address", party.address()));
        if (!party.postCode().isBlank()) {
            node.put("postCode", party.postCode());
        }
        return node;
    }

    private ObjectNode cargo() {
        WaybillOrder.Cargo cargo = order.cargo();
        ObjectNode node = JSON.objectNode()
                .put("battery", option("battery").orElse("10"))
                .put("goodsType", option("goodsType").orElse("小件"))
                .put("goodsName", required("cargo.name", cargo.name()))
                .put("goodsCount", cargo.pieces());
        BigDecimal weight = cargo.weight();
        if (weight != null) {
            node.put("weight", plain(weight));
        }
        copy(node, "spaceX", "spaceY", "spaceZ", "goodsAmount");
        if (isInternational() && !order.lines().isEmpty()) {
            ArrayNode items = node.putArray("cargoItemList");
            order.lines().forEach(line -> items.add(item(items.size() + 1, line)));
        }
        return node;
    }

    private static ObjectNode item(int serial, WaybillOrder.Line line) {
        ObjectNode item = JSON.objectNode()
                .put("serialNumber", Integer.toString(serial))
                .put("name", line.name())
                .put("qty", plain(line.quantity()));
        BigDecimal price = line.price();
        if (price != null) {
            item.put("unitPrice", plain(price)).put("amount", plain(price.multiply(line.quantity())));
        }
        if (!line.currency().isEmpty()) {
            item.put("currency", line.currency());
        }
        return item;
    }

    private ObjectNode customerNode() {
        ObjectNode node = JSON.objectNode()
                .put("siteCode", customer.siteCode())
                .put("customerName", customer.name())
                .put("sitePwd", customer.password());
        customer.monthCode().ifPresent(code -> node.put("monthCustomerCode", code));
        return node;
    }

    /** The scans of a booked parcel are pushed without a subscription. */
    private void services(ArrayNode services) {
        if (customer.servicesAsObjects()) {
            services.addObject().put("listItem", PUSHED);
        } else {
            services.add(PUSHED);
        }
    }

    private void annex(ObjectNode content, String name, String... options) {
        ObjectNode annex = JSON.objectNode();
        copy(annex, options);
        if (!annex.isEmpty()) {
            content.set(name, annex);
        }
    }

    private ObjectNode internationalAnnex() {
        ObjectNode annex = JSON.objectNode();
        copy(annex, "internationalProductType", "senderCountry", "receiverCountry");
        option("customsDeclaration").ifPresent(text -> annex.put("customsDeclaration", Boolean.parseBoolean(text)));
        return annex;
    }

    private void copy(ObjectNode to, String... options) {
        for (String name : options) {
            option(name).ifPresent(value -> to.put(name, value));
        }
    }

    private Optional<String> option(String name) {
        return Optional.ofNullable(order.options().get(name));
    }

    private static Map.Entry<String, Pattern> option(String name, String form) {
        return Map.entry(name, Pattern.compile(form));
    }

    private static BigDecimal plain(BigDecimal number) {
        return new BigDecimal(number.toPlainString());
    }

    private static String required(String field, String value) {
        if (value.isBlank()) {
            throw new InvalidFieldException(field, "is required");
        }
        return value;
    }
}
