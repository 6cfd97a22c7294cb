package io.waymark.console.report;

import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.get;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class MoneyReportIT extends ReportCases {

    private static final String PATH = "/v1/reports/money";
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void moneyIsSummedByGatewayCurrencyAndAge() {
        waits("WAITING", DAY, "10.50", "SAR");
        waits("ELIGIBLE", Duration.ZERO, "1", "SAR");
        waits("REJECTED", DAY.multipliedBy(7), "5", "SAR");
        waits("HELD", DAY.multipliedBy(100), "7", "USD");
        waits("OWED", DAY.multipliedBy(100), null, null);
        waits("ACKNOWLEDGED", DAY, "1000", "SAR");

        get(key, PATH)
                .statusCode(200)
                .body("items", hasSize(4))
                .body("items.currency", contains("SAR", "SAR", "USD", null))
                .body("items.fromDays", contains(0, 7, 30, 30))
                .body("items.toDays", contains(2, 13, null, null))
                .body("items.settlements", contains(2, 1, 1, 1))
                .body("items[0].amount", equalTo(11.5f))
                .body("items[0].gateway", equalTo("onerway"))
                .body("items[3].amount", nullValue());
    }

    @Test
    void itIsTheMerchantsOwnAndEverybodysForStaff() {
        waits("WAITING", DAY, "10.50", "SAR");

        String other = "other-" + merchant;
        merchants.add(other, other);
        get(other, PATH).statusCode(200).body("items", empty());
        get(STAFF, PATH).statusCode(200).body("items", not(empty()));
    }

    private void waits(String state, Duration since, @Nullable String amount, @Nullable String currency) {
        database.preparedQuery(
                        """
                        insert into settlement (settlement_id, state, revision, document, merchant_id, gateway, agrees, bound_at,
                                                amount, currency)
                        values (gen_random_uuid(), $1, 1, '{}', $2, 'onerway', true, $3, $4, $5)""")
                .execute(Tuple.tuple()
                        .addString(state)
                        .addString(merchant)
                        .addOffsetDateTime(OffsetDateTime.now().minus(since))
                        .addBigDecimal(amount == null ? null : new BigDecimal(amount))
                        .addString(currency))
                .await()
                .indefinitely();
    }
}
