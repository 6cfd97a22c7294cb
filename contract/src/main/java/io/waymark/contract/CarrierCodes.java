package io.waymark.contract;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Locale;
import java.util.Map;

/**
 * Waymark's carrier codes beside Kuaidi100's company codes, where the two differ. Part of a shipment's identity: rows are
 * only ever added, one to one, and cannot be overridden. A company without a row keeps Kuaidi100's code.
 */
public final class CarrierCodes {

    // spotless:off
    private static final Map<String, String> KUAIDI100_OF = Map.of(
            "sto",    "shentong",      // 申通
            "sf",     "shunfeng",      // 顺丰
            "zto",    "zhongtong",     // 中通
            "yto",    "yuantong",      // 圆通
            "jdl",    "jd",            // 京东
            "deppon", "debangkuaidi"); // 德邦
    // spotless:on

    /** The inverse; fails when the class is loaded if a company stands in two rows. */
    private static final Map<String, String> OWN_OF =
            KUAIDI100_OF.entrySet().stream().collect(toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private CarrierCodes() {}

    /** Kuaidi100's code of a carrier, e.g. {@code yuantong} for {@code yto}. */
    public static String toKuaidi100(String carrier) {
        return KUAIDI100_OF.getOrDefault(carrier, carrier);
    }

    /**
     * Waymark's code of what anybody calls a carrier, so that both names lead to the same shipment: {@code yto} for
     * {@code yuantong} and for {@code YTO}. Case and blanks around it do not matter.
     */
    public static String own(String code) {
        String normal = code.strip().toLowerCase(Locale.ROOT);
        return OWN_OF.getOrDefault(normal, normal);
    }
}
