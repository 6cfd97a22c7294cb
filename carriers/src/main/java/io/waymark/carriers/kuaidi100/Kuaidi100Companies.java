package io.waymark.carriers.kuaidi100;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Kuaidi100's company codes beside Waymark's carrier codes. Part of a shipment's identity: rows are only ever added,
 * one to one, and cannot be overridden. A company without a row keeps Kuaidi100's code.
 */
public final class Kuaidi100Companies {

    // spotless:off
    private static final Map<String, String> COMPANY_OF = Map.ofEntries(
            Map.entry("sto",       "shentong"),      // 申通
            Map.entry("sf",        "shunfeng"),      // 顺丰
            Map.entry("zto",       "zhongtong"),     // 中通
            Map.entry("yto",       "yuantong"),      // 圆通
            Map.entry("yunda",     "yunda"),         // 韵达
            Map.entry("jtexpress", "jtexpress"),     // 极兔
            Map.entry("jdl",       "jd"),            // 京东
            Map.entry("ems",       "ems"),           // EMS
            Map.entry("deppon",    "debangkuaidi")); // 德邦
    // spotless:on

    private static final Map<String, String> CARRIER_OF = inverse();

    private Kuaidi100Companies() {}

    /** Kuaidi100's code of a carrier, e.g. {@code yuantong} for {@code yto}. */
    public static String companyOf(String carrier) {
        return COMPANY_OF.getOrDefault(carrier, carrier);
    }

    /** Waymark's code of a company, e.g. {@code yto} for {@code yuantong}. Case and blanks do not matter. */
    public static String carrierOf(String company) {
        String code = company.strip().toLowerCase(Locale.ROOT);
        return CARRIER_OF.getOrDefault(code, code);
    }

    private static Map<String, String> inverse() {
        Map<String, String> inverse = new HashMap<>();
        COMPANY_OF.forEach((carrier, company) -> {
            if (inverse.put(company, carrier) != null) {
                throw new IllegalStateException("company " + company + " is listed twice");
            }
        });
        return Map.copyOf(inverse);
    }
}
