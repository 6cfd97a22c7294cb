package io.waymark.console.erasure;

import static io.waymark.console.erasure.ErasureScope.REGISTRATION;
import static io.waymark.console.erasure.ErasureScope.SHIPMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErasureStoreTest {

    private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");

    /** Those in which nothing of a shipment is. */
    private static final Set<String> OTHERS =
            Set.of("waymark.apikeys.v1", "waymark.payments.v1", "waymark.webhooks.v1", "waymark.accounts.v1");

    @Test
    void everyTopicThatHoldsSomethingOfAShipmentIsNamed() {
        List<String> named =
                ErasureStore.of(SHIPMENT, AT).stream().map(ErasureStore::store).toList();

        assertThat(named)
                .contains("dlq.*")
                .containsAll(Topics.ALL.stream()
                        .map(Topic::name)
                        .filter(name -> !name.startsWith("dlq.") && !OTHERS.contains(name))
                        .toList());
    }

    @Test
    void whatIsKeptForATimeGoesADayAfterItAtTheLatest() {
        assertThat(gone("waymark.commands.v1")).isEqualTo(AT.plus(Duration.ofDays(8)));
        assertThat(gone("waymark.events.v1")).isEqualTo(AT.plus(Duration.ofDays(91)));
        assertThat(gone("waymark.raw.v1")).isEqualTo(AT.plus(Duration.ofDays(2)));
        assertThat(gone("console: tables")).isEqualTo(AT);
        assertThat(gone("waymark.settlements.v1")).isNull();
        assertThat(ErasureStore.last(ErasureStore.of(SHIPMENT, AT))).isEqualTo(AT.plus(Duration.ofDays(91)));
    }

    @Test
    void oneMerchantsRegistrationIsInFewerPlaces() {
        assertThat(ErasureStore.of(REGISTRATION, AT))
                .extracting(ErasureStore::store)
                .contains("console: tables", "notifier: tables", "poller: tables", "waymark.shipments.v1")
                .doesNotContain("normalizer: stores", "waymark.raw.v1", "waymark.events.v1");
    }

    private static Instant gone(String store) {
        return ErasureStore.of(SHIPMENT, AT).stream()
                .filter(one -> one.store().equals(store))
                .findFirst()
                .orElseThrow()
                .goneBy();
    }
}
