package io.waymark.notifier.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactReaderTest {

    private final FactReader reader = new FactReader();

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "\"text\"", "{\"shipmentId\":\"no-uuid\"}", "{\"status\":\"X\"}"})
    void refusesWhatTheLedgerCouldNotUse(String json) {
        byte[] bytes = json.getBytes(UTF_8);

        assertThatThrownBy(() -> reader.registration(bytes)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> reader.event(bytes)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> reader.shipment(bytes)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> reader.payment(bytes)).isInstanceOf(RuntimeException.class);
        assertThat(reader.batch().payments()).isEmpty();
    }

    @Test
    void readsAPayment() {
        reader.payment(
                "{\"gateway\":\"onerway\",\"transactionId\":\"1\",\"state\":\"REFUNDED\",\"receivedAt\":\"2026-11-22T10:00:00Z\"}"
                        .getBytes(UTF_8));

        assertThat(reader.batch().payments())
                .singleElement()
                .extracting(payment -> payment.key())
                .isEqualTo("onerway:1");
    }
}
