package io.waymark.poller.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.ProviderId;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.contract.International;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Tracking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedSubscriptionTest {

    private static final International TO_JAPAN = new International("CN", "ems", "JP", "japanposten");

    @ParameterizedTest
    @CsvSource({"sto,STO", "sf,KUAIDI100", "yto,KUAIDI100", "danniao,KUAIDI100"})
    void goesToTheProviderThatPushesTheCarriersScans(String carrier, ProviderId provider) {
        assertThat(WantedSubscription.of(Shipments.registered(carrier, "N1", Tracking.AUTO)))
                .map(WantedSubscription::provider)
                .contains(provider);
    }

    @Test
    void isNotWantedWhereNobodyPushes() {
        assertThat(WantedSubscription.of(Shipments.registered("thirtypost", "AU1", Tracking.AUTO)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"AUTO,true", "PUSH,true", "PULL,false", "NONE,false"})
    void dependsOnHowTheMerchantWantsItFollowed(Tracking tracking, boolean wanted) {
        assertThat(WantedSubscription.of(Shipments.registered("yto", "N1", tracking))
                        .isPresent())
                .isEqualTo(wanted);
    }

    @Test
    void isWantedIfOneMerchantOfSeveralWantsIt() {
        RegisteredShipment shipment = Shipments.registered(
                "yto", "N1", 2, Shipments.registration("a", Tracking.NONE), Shipments.registration("b", Tracking.PUSH));

        assertThat(WantedSubscription.of(shipment)).isPresent();
    }

    @Test
    void takesEachDetailFromTheFirstMerchantWhoWantsPushesAndGaveIt() {
        RegisteredShipment shipment = Shipments.registered(
                "sf",
                "SF1",
                3,
                Shipments.registration("a", Tracking.NONE, "Nowhere", "10000000000"),
                Shipments.registration("b", Tracking.AUTO, "深圳", null),
                Shipments.registration("c", Tracking.AUTO, "广州", "13488888888", TO_JAPAN),
                Shipments.registration("d", Tracking.AUTO, null, null, new International("CN", null, "SG", null)));

        SubscriptionRequest request =
                WantedSubscription.of(shipment).orElseThrow().request();

        assertThat(request.origin()).isEqualTo("深圳");
        assertThat(request.phone()).isEqualTo("13488888888");
        assertThat(request.international()).isEqualTo(TO_JAPAN);
        assertThat(request.number()).isEqualTo(1);
    }
}
