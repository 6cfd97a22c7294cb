package io.waymark.notifier.settlement;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What was paid for a row. */
@Embeddable
record MoneyRow(@Column(name = "amount") BigDecimal amount, @Column(name = "currency") String currency) {

    static @Nullable MoneyRow of(@Nullable Money money) {
        return money == null ? null : new MoneyRow(money.amount(), money.currency());
    }

    Money money() {
        return new Money(amount, currency);
    }
}
