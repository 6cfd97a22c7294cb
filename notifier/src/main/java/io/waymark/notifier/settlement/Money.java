package io.waymark.notifier.settlement;

import io.waymark.contract.Payment;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a customer paid, as the gateway says.
 *
 * @param currency three letters of ISO 4217
 */
record Money(BigDecimal amount, String currency) {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /** Beyond this many digits before or after the point it is no sum of money, and would blow up our tables. */
    private static final int MAX_DIGITS = 15;

    /** Empty if the notice names no sum, or none that can be one. */
    static Optional<Money> of(Payment payment) {
        BigDecimal amount = payment.amount();
        String currency = payment.currency();
        return amount != null && currency != null && CURRENCY.matcher(currency).matches() && isSum(amount)
                ? Optional.of(new Money(amount, currency))
                : Optional.empty();
    }

    private static boolean isSum(BigDecimal amount) {
        return amount.scale() >= 0 && amount.scale() <= MAX_DIGITS && amount.precision() - amount.scale() <= MAX_DIGITS;
    }
}
