package io.waymark.carriers.kuaidi100;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The phone of the sender or recipient as Kuaidi100 wants it. Some companies show nothing to whoever does not know it:
 * without it a query is refused, and a subscription is given up after having cost one of the month's four.
 *
 * <pre>
 *   +86 138 1234 5678    →  13812345678
 *   18412345678-4321     →  4321              a virtual number (虚拟号码): what follows the hyphen
 *   0755-26012345-801    →  0755-26012345     a landline: without its extension
 *   5678                 →  5678              the last four digits will do
 * </pre>
 *
 * @see <a href="https://api.kuaidi100.com/document/5f0ffb5ebc8da837cbd8aefc">Kuaidi100, query</a>, parameter phone, read
 *     2026-11-20
 */
final class Kuaidi100Phones {

    /** Who shows nothing without it. */
    // spotless:off
    private static final Set<String> REQUIRING = Set.of(
            "shunfeng",         // 顺丰速运
            "shunfengkuaiyun",  // 顺丰快运
            "zhongtong",        // 中通快递
            "fengwang");        // 丰网速运, on the older page
    // spotless:on

    private static final Pattern NOISE = Pattern.compile("[\\s\\u00a0\\u3000()（）]+");
    private static final Pattern CHINA = Pattern.compile("^(?:(?:\\+|00)86-?|86(?=1\\d{10}))");
    private static final Pattern VIRTUAL = Pattern.compile("1\\d{10}[-转,]+(\\d{3,6})");
    private static final Pattern LANDLINE = Pattern.compile("(0\\d{2,3}-?\\d{7,8})[-转,]+\\d{1,6}");
    private static final Pattern USABLE = Pattern.compile("(?:\\D*\\d){4}.*");

    private Kuaidi100Phones() {}

    /**
     * The phone to send with a call; null if none is known and none is needed.
     *
     * @param company in Kuaidi100's words; "" if it is not known
     * @param phone as it was registered; one of fewer than four digits is none
     * @throws CarrierException if the company shows nothing without a phone, and none is known
     */
    static @Nullable String of(String company, @Nullable String phone) {
        String normal = phone == null ? "" : normal(phone);
        if (USABLE.matcher(normal).matches()) {
            return normal;
        }
        if (REQUIRING.contains(company)) {
            throw new CarrierException(CarrierError.INVALID_REQUEST, "phone-missing");
        }
        return null;
    }

    private static String normal(String phone) {
        String plain = CHINA.matcher(NOISE.matcher(phone).replaceAll("")).replaceFirst("");
        Matcher virtual = VIRTUAL.matcher(plain);
        if (virtual.matches()) {
            return virtual.group(1);
        }
        Matcher landline = LANDLINE.matcher(plain);
        return landline.matches() ? landline.group(1) : plain;
    }
}
