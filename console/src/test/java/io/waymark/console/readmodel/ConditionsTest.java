package io.waymark.console.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.ShipmentStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    @Test
    void valuesTravelAsNumberedParameters() {
        Conditions conditions = new Conditions();
        String first = conditions.parameter("acme");
        conditions.and("a = ? or b < ?", 1, 2).and("c is null").and("d = ?", "x' or 1 = 1");

        assertThat(first).isEqualTo("$1");
        assertThat(conditions.text()).isEqualTo("(a = $2 or b < $3) and (c is null) and (d = $4)");
        assertThat(conditions.values()).containsExactly("acme", 1, 2, "x' or 1 = 1");
    }

    @Test
    void aFilterAsksOnlyForWhatWasGiven() {
        Conditions conditions = new Conditions();
        ShipmentFilter.of("STO", " yt1 ", null, ShipmentStatus.DELIVERED, null)
                .addTo(conditions, "$9", Duration.ofDays(5));

        assertThat(conditions.values()).containsExactly("YT1", "sto", "DELIVERED");
        assertThat(conditions.text())
                .contains("n.carrier = $2", "l.status = $3")
                .doesNotContain("order_id");
    }
}
