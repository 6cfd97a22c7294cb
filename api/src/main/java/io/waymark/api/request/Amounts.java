package io.waymark.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sums of money as callers write them. */
final class Amounts {

    /** Enough for any sum of money; more is a mistake or an attack. */
    private static final int MAX_INTEGER_DIGITS = 12;

    private static final int MAX_DECIMALS = 4;

    /** Sums of money are often written as texts, so that no digit gets lost on the way. */
    private static final Pattern WRITTEN = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");

    private Amounts() {}

    /** Null if it is no number, nor a text of digits. */
    static @Nullable BigDecimal read(JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue();
        }
        return node.isTextual() && WRITTEN.matcher(node.textValue()).matches()
                ? new BigDecimal(node.textValue())
                : null;
    }

    /** Why it is no sum of money, in words that follow the field's name; null if it is one. */
    static @Nullable String fault(BigDecimal amount) {
        if (amount.signum() < 0) {
            return "must not be negative";
        }
        return (long) amount.precision() - amount.scale() > MAX_INTEGER_DIGITS || amount.scale() > MAX_DECIMALS
                ? "must have at most 12 digits before and 4 after the decimal point"
                : null;
    }

    /** The same without needless zeros, nor an exponent. */
    static BigDecimal plain(BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
