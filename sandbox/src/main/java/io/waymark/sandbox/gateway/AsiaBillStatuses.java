package io.waymark.sandbox.gateway;

import io.waymark.sandbox.journey.Parcel;
import io.waymark.sandbox.journey.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AsiaBill's ten words for where a parcel is, and which of them fits a parcel that moves in this world. */
final class AsiaBillStatuses {

    /** Of a parcel about which nobody has been asked yet (待查询). */
    static final String PENDING = "Pending";

    private static final String NOT_FOUND = "NotFound";
    private static final String IN_TRANSIT = "InTransit";
    private static final String RETURN = "Return";

    static final List<String> ALL = List.of(
            PENDING,
            NOT_FOUND,
            "InfoReceived",
            IN_TRANSIT,
            "ArrivedDelivery",
            "Delivering",
            "Delivered",
            "Exception",
            "DeliveryFailure",
            RETURN);

    // spotless:off
    /** Codes of Kuaidi100 and scan types of STO; one that is not listed is on its way. */
    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry("101",      "InfoReceived"),
            Map.entry("5",        "Delivering"),
            Map.entry("501",      "ArrivedDelivery"),
            Map.entry("3",        "Delivered"),
            Map.entry("301",      "Delivered"),
            Map.entry("302",      "Delivered"),
            Map.entry("303",      "Delivered"),
            Map.entry("304",      "Delivered"),
            Map.entry("2",        "Exception"),
            Map.entry("206",      "Exception"),
            Map.entry("203",      "DeliveryFailure"),
            Map.entry("4",        RETURN),
            Map.entry("6",        RETURN),
            Map.entry("派件",     "Delivering"),
            Map.entry("柜机代收", "ArrivedDelivery"),
            Map.entry("签收",     "Delivered"),
            Map.entry("问题件",   "Exception"),
            Map.entry("退回件",   RETURN));

    /** Words of 30post's texts, the first that occurs. */
    private static final List<Map.Entry<String, String>> BY_WORD = List.of(
            Map.entry("退回",     RETURN),
            Map.entry("拒收",     "DeliveryFailure"),
            Map.entry("无法联系", "Exception"),
            Map.entry("已签收",   "Delivered"),
            Map.entry("已存放",   "ArrivedDelivery"),
            Map.entry("派件",     "Delivering"),
            Map.entry("订单已创建", "InfoReceived"));
    // spotless:on

    private AsiaBillStatuses() {}

    /** Where the parcel is by its latest scan; on its way back for good once it is. */
    static String of(Parcel parcel) {
        List<String> passed = parcel.scans().stream().map(AsiaBillStatuses::of).toList();
        if (passed.isEmpty()) {
            return NOT_FOUND;
        }
        return passed.contains(RETURN) ? RETURN : passed.get(passed.size() - 1);
    }

    private static String of(Step.Scan scan) {
        return Optional.ofNullable(BY_CODE.get(scan.code()))
                .or(() -> BY_WORD.stream()
                        .filter(row -> scan.text().contains(row.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .orElse(IN_TRANSIT);
    }
}
