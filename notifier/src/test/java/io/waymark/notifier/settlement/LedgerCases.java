package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waymark.contract.SettlementState;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the running notifier share: a gateway that they play, and a look at the ledger. */
abstract class LedgerCases {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Long enough for the sender to have ticked several times. */
    private static final Duration QUIET = Duration.ofMillis(1500);

    @ConfigProperty(name = "waymark.onerway.url")
    String url;

    @ConfigProperty(name = "waymark.onerway.secret")
    String secret;

    @Inject
    DataSource database;

    GatewayStandIn gateway;
    LedgerView ledger;

    @BeforeEach
    void open() throws IOException {
        gateway = new GatewayStandIn(url, secret);
        ledger = new LedgerView(database);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    void awaitState(Parcel parcel, SettlementState state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.stateOf(parcel.settlementId))
                .isEqualTo(state.name()));
    }

    void assertNothingMoreIsSent(Parcel parcel, int calls) {
        await().during(QUIET).atMost(PATIENCE).untilAsserted(() -> assertThat(gateway.callsAbout(parcel.number))
                .hasSize(calls));
    }
}
