package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DemoTest {

    @Test
    void showsSeveralCarriersAndASettlementForEachProvider() throws IOException {
        assertThat(Demo.parcels())
                .hasSize(8)
                .extracting(parcel -> parcel.registration().path("carrier").asText())
                .contains("sto", "yto", "sf");
        assertThat(Demo.parcels())
                .filteredOn(parcel -> parcel.registration()
                        .at("/settlement/paymentMethod")
                        .asText()
                        .equals("STC_PAY"))
                .extracting(parcel -> parcel.journey().path("provider").asText())
                .contains("kuaidi100", "sto");
    }

    @Test
    void showsASettlementAtEachGateway() throws IOException {
        assertThat(Demo.parcels())
                .extracting(parcel ->
                        parcel.registration().at("/settlement/gateway").asText())
                .contains("onerway", "asiabill");
    }
}
