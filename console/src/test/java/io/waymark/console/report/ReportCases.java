package io.waymark.console.report;

import static io.waymark.console.Api.number;

import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.console.access.Merchants;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** Tests of reports: a merchant of whom nothing is known yet. */
abstract class ReportCases {

    final String merchant = "reports-" + number();
    final String key = "key-of-" + merchant;

    @Inject
    Merchants merchants;

    @Inject
    Pool database;

    @BeforeEach
    void theMerchantHasAKey() {
        merchants.add(merchant, key);
    }
}
