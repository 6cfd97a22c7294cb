package io.waymark.console.api;

import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.access.Merchants;
import io.waymark.console.readmodel.Ledger;
import io.waymark.contract.SettlementState;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settlements by deadline, and what cannot be asked of a list of settlements. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class DueSettlementsIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final Shop shop = Shop.anew();

    @Inject
    Merchants merchants;

    @BeforeEach
    void theMerchantHasAKey() {
        merchants.add(shop.merchant(), shop.key());
    }

    @Test
    void whatIsDueComesEarliestFirstPageByPageAndOnlyWhatIsOpen() {
        List<Ledger> open = new ArrayList<>();
        for (int days : new int[] {5, -2, 1, 3, 40}) {
            open.add(shop.bound().due(NOW.plus(Duration.ofDays(days))).publish());
        }
        Ledger sameTime = shop.bound().due(NOW.plus(Duration.ofDays(3))).publish();
        shop.bound()
                .due(NOW.plus(Duration.ofDays(2)))
                .to(SettlementState.ACKNOWLEDGED, "ANSWER", "")
                .publish();
        shop.bound().to(SettlementState.WAITING, "ANSWER", "").publish();
        soon(() -> get(shop.key(), "/v1/settlements?state=WAITING").body("items", hasSize(1)));
        soon(() -> get(shop.key(), "/v1/settlements?due=3650").body("items", hasSize(6)));

        List<String> threes = List.of(open.get(3).number(), sameTime.number());
        List<String> week = shop.walk("/v1/settlements?due=7&limit=1");
        assertThat(week).hasSize(5);
        assertThat(week.subList(0, 2))
                .containsExactly(open.get(1).number(), open.get(2).number());
        assertThat(week.subList(2, 4)).containsExactlyInAnyOrderElementsOf(threes);
        assertThat(week.get(4)).isEqualTo(open.get(0).number());
        assertThat(shop.walk("/v1/settlements?due=0"))
                .containsExactly(open.get(1).number());
        assertThat(shop.walk("/v1/settlements?due=PT30H")).hasSize(2);
        assertThat(shop.walk("/v1/settlements?due=" + NOW.plus(Duration.ofDays(3))))
                .hasSize(2);
        assertThat(shop.walk("/v1/settlements?due=P30D&state=OWED&gateway=onerway"))
                .hasSize(5);
        assertThat(shop.walk("/v1/settlements?due=P30D&state=HELD")).isEmpty();
        assertThat(shop.walk("/v1/settlements?due=P30D&gateway=asiabill")).isEmpty();
        get(STAFF, "/v1/settlements?due=0&limit=200")
                .body("items.trackingNumber", hasItem(open.get(1).number()));
        get(shop.key(), "/v1/settlements?limit=200").body("items", hasSize(8));
    }

    @Test
    void anOffsetsPlusSignNeedNotBeEscaped() {
        shop.bound().due(Instant.parse("2023-06-29T02:00:00Z")).publish();

        soon(() -> assertThat(shop.walk("/v1/settlements?due=2023-06-29T10:00:01+08:00"))
                .hasSize(1));
        assertThat(shop.walk("/v1/settlements?due=2023-06-29T10:00:00%2B08:00")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "due, soon",
        "due, 2023-06-29T10:00:00",
        "due, P1Y",
        "due, -1",
        "due, 99999",
        "due, PT99999999999999H",
        "due, %00",
        "agrees, maybe",
        "state, GONE",
        "limit, 201"
    })
    void aParameterThatCanMeanNothingIsRefusedByName(String name, String value) {
        shop.raw("/v1/settlements?" + name + "=" + value).statusCode(400).body("errors.field", contains(name));
    }

    @Test
    void aCursorOfOneOrderIsRefusedInTheOther() {
        shop.bound().due(NOW).publish();
        shop.bound().due(NOW).publish();
        soon(() -> get(shop.key(), "/v1/settlements?due=1").body("items", hasSize(2)));

        String byDeadline =
                get(shop.key(), "/v1/settlements?due=1&limit=1").extract().path("next");
        String byBinding = get(shop.key(), "/v1/settlements?limit=1").extract().path("next");
        get(shop.key(), "/v1/settlements?cursor=" + byDeadline).statusCode(400);
        get(shop.key(), "/v1/settlements?due=1&cursor=" + byBinding).statusCode(400);
    }

    private static void soon(Runnable answer) {
        await().atMost(SOON).untilAsserted(answer::run);
    }
}
