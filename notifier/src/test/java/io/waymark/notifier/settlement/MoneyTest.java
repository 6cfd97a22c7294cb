package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Payment;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    private static Payment payment(BigDecimal amount, String currency) {
        return new Payment(
                "onerway",
                "1",
                "TXN",
                Payment.State.SUCCEEDED,
                "S",
                null,
                amount,
                currency,
                Instant.EPOCH,
                null,
                false,
                null);
    }

    @Test
    void isWhatTheGatewaySays() {
        assertThat(Money.of(payment(new BigDecimal("200.50"), "SAR")))
                .contains(new Money(new BigDecimal("200.50"), "SAR"));
    }

    @ParameterizedTest
    @CsvSource({", SAR", "1.00, ", "1.00, sar", "1.00, SAR-", "1E+99999, SAR", "1E-99999, SAR", "1234567890123456, SAR"
    })
    void isNothingThatIsNoSumOfMoney(BigDecimal amount, String currency) {
        assertThat(Money.of(payment(amount, currency))).isEmpty();
    }
}
