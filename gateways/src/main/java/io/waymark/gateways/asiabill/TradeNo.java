package io.waymark.gateways.asiabill;

import java.util.List;
import java.util.regex.Pattern;

/**
 * AsiaBill's number of a transaction: 22 digits, more than JSON readers keep of a number. AsiaBill's documentation has an
 * answer in which it is {@code 2.0210928100113805e+21}: the last digits are gone, and what is left fits more than one
 * number.
 */
final class TradeNo {

    private static final Pattern DIGITS = Pattern.compile("\\d{1,64}");
    private static final Pattern ROUNDED = Pattern.compile("\\d(\\.\\d{1,40})?[eE]\\+?\\d{1,2}");

    private TradeNo() {}

    /** Whether what AsiaBill wrote is, as far as it can be told, the number that is ours. */
    static boolean fits(String ours, String theirs) {
        return ours.equals(theirs)
                || (ROUNDED.matcher(theirs).matches()
                        && DIGITS.matcher(ours).matches()
                        && Double.parseDouble(ours) == Double.parseDouble(theirs));
    }

    /** Those of ours that what AsiaBill wrote can be. */
    static List<String> among(List<String> ours, String theirs) {
        return ours.stream().filter(tradeNo -> fits(tradeNo, theirs)).toList();
    }
}
