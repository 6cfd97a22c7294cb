package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A bill as 30post takes it: its required fields, and their types, by the table of the page for creating bills. */
final class ThirtyPostBill {

    private static final List<String> TEXTS = List.of(
            "agency",
            "sender",
            "sender_address",
            "sender_post_code",
            "sender_email",
            "telphone",
            "sheng",
            "shi",
            "address",
            "mobile",
            "post_code",
            "to_name",
            "package");

    private static final List<String> WHOLE = List.of("member_is_need_safe", "business_id", "items", "boxs");

    private static final List<String> NUMBERS = List.of("weight", "unitprice", "tariff", "safety");

    private static final List<String> LENGTHS = List.of("packageLengh", "packageHeight", "packageWidth");

    private static final Set<String> BRANCHES = Set.of("A", "Y", "K", "S");

    private ThirtyPostBill() {}

    /** What is wrong with it, in the carrier's words; empty if nothing is. */
    static Optional<String> faultOf(JsonObject bill) {
        return firstBad(TEXTS, bill, value -> value instanceof String text && !text.isBlank())
                .or(() -> firstBad(WHOLE, bill, Integer.class::isInstance))
                .or(() -> firstBad(NUMBERS, bill, Number.class::isInstance))
                .or(() -> firstBad(LENGTHS, bill, value -> value == null || value instanceof Integer))
                .or(() -> firstBad(List.of("no"), bill, value -> BRANCHES.contains(String.valueOf(value))))
                .or(() -> firstBad(List.of("orders"), bill, ThirtyPostBill::areLines))
                .or(() -> firstBad(
                        List.of("sendMethod"),
                        bill,
                        value -> value == null || Set.<Object>of(1, 2).contains(value)));
    }

    private static Optional<String> firstBad(List<String> fields, JsonObject bill, Predicate<Object> isGood) {
        return fields.stream()
                .filter(field -> !isGood.test(bill.getValue(field)))
                .map(field -> field + (bill.containsKey(field) ? "格式错误" : "不能为空"))
                .findFirst();
    }

    private static boolean areLines(Object value) {
        return value == null
                || (value instanceof JsonArray lines
                        && lines.stream()
                                .allMatch(line -> line instanceof JsonObject goods
                                        && goods.getValue("name") instanceof String
                                        && goods.getValue("amount") instanceof Number));
    }
}
