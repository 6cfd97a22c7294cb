package io.waymark.console.registration;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Waymark's own carrier codes beside Kuaidi100's, where the two differ. The code is part of a shipment's identity, so
 * the table only ever grows, and both names of a company lead to the same shipment. A company without a row keeps
 * Kuaidi100's code.
 */
final class CarrierCodes {

    private static final Map<String, String> OWN_BY_KUAIDI100 = Map.of(
            "shentong", "sto",
            "shunfeng", "sf",
            "zhongtong", "zto",
            "yuantong", "yto",
            "jd", "jdl",
            "debangkuaidi", "deppon");

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private CarrierCodes() {}

    /** Waymark's code for what a merchant wrote; empty if it cannot be a code at all. */
    static Optional<String> own(String written) {
        String code = written.strip().toLowerCase(Locale.ROOT);
        return Optional.of(OWN_BY_KUAIDI100.getOrDefault(code, code))
                .filter(own -> SHAPE.matcher(own).matches());
    }
}
