package io.waymark.carriers;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Waymark's carrier codes beside Kuaidi100's company codes: {@code carrier-codes.csv}. Part of a shipment's identity: rows
 * are only ever added, one to one, and cannot be overridden. A company without a row keeps Kuaidi100's code.
 */
public final class CarrierCodes {

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private static final List<String[]> ROWS = CsvTable.rows("carrier-codes.csv", ',', 3);

    /** Both fail when the class is loaded if a carrier or a company stands in two rows. */
    private static final Map<String, String> KUAIDI100_OF =
            ROWS.stream().collect(toUnmodifiableMap(row -> row[0], row -> row[1]));

    private static final Map<String, String> OWN_OF =
            KUAIDI100_OF.keySet().stream().collect(toUnmodifiableMap(KUAIDI100_OF::get, identity()));

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

    /** Whether a text can be a carrier's code, known or not: what {@link #own} gives for a code. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /** The carriers that have a code of their own. */
    static List<String> listed() {
        return ROWS.stream().map(row -> row[0]).toList();
    }
}
