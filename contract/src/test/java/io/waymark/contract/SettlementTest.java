package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final JsonSerde<Settlement> SETTLEMENTS = JsonSerde.of(Settlement.class);
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void readsWhatItWrote() {
        Settlement whole = new Settlement(
                new UUID(1, 2),
                "default",
                ShipmentId.of("sto", "773123456789"),
                "asiabill",
                "2021",
                "773123456789",
                SettlementState.HELD,
                "held by ops",
                1,
                new UUID(3, 4),
                false,
                AT,
                5,
                "sto",
                "OPERATOR",
                "ORD-1",
                new SettlementEvidence(new UUID(3, 4), AT, "sto:签收", "waymark.raw.v1-0@7"),
                AT,
                AT,
                new BigDecimal("10.50"),
                "SAR",
                new GatewayView("773123456789", ShipmentStatus.IN_TRANSIT, "InTransit", AT, true),
                List.of(new SettlementChange(
                        5,
                        AT,
                        SettlementState.WAITING,
                        SettlementState.HELD,
                        "ORDER",
                        "held by ops",
                        new SettlementChange.Order("c-1", "ops", "a complaint", null))),
                List.of(new SettlementAttempt(
                        1, SettlementAttempt.Kind.UPLOAD, AT, "ab12", "NOT_YET", "40001", "not final", 12L)));

        assertThat(SETTLEMENTS.read(SETTLEMENTS.write(whole))).isEqualTo(whole);
    }

    @Test
    void readsWhatAnOlderVersionWrote() {
        Settlement read = SETTLEMENTS.read("{\"state\":\"OWED\",\"reason\":\"\",\"revision\":1}".getBytes(UTF_8));

        assertThat(read.carrier()).isEmpty();
        assertThat(read.evidence()).isNull();
        assertThat(read.changes()).isEmpty();
        assertThat(read.attemptLog()).isEmpty();
    }
}
