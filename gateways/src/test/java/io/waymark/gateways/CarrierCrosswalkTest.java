package io.waymark.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarrierCrosswalkTest {

    private static final CarrierCrosswalk TABLE =
            CarrierCrosswalk.parse("# a comment\ncarrier, onerway, asiabill\nsto, STO, sto-ab\nsf, SF,\n");

    @Test
    void knowsACarrierInEveryGatewaysWords() {
        assertThat(TABLE.codeOf("sto", "onerway")).contains("STO");
        assertThat(TABLE.codeOf("STO", "asiabill")).contains("sto-ab");
    }

    @Test
    void neverGuesses() {
        assertThat(TABLE.codeOf("sf", "asiabill")).isEmpty();
        assertThat(TABLE.codeOf("yto", "onerway")).isEmpty();
        assertThat(TABLE.codeOf("sto", "another")).isEmpty();
    }

    @Test
    void anOverrideReplacesTheCarriersRow() {
        CarrierCrosswalk table = TABLE.overriddenBy(CarrierCrosswalk.parse("carrier,onerway\nsto,SHENTONG\nyto,YTO"));

        assertThat(table.codeOf("sto", "onerway")).contains("SHENTONG");
        assertThat(table.codeOf("yto", "onerway")).contains("YTO");
        assertThat(table.codeOf("sf", "onerway")).contains("SF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sto,STO", "carrier,onerway\nsto", "carrier,onerway\nsto,A\nsto,B"})
    void refusesATableThatCouldMislead(String csv) {
        assertThatIllegalArgumentException().isThrownBy(() -> CarrierCrosswalk.parse(csv));
    }

    @Test
    void theShippedTableCanBeRead() throws IOException {
        try (var csv = CarrierCrosswalk.class.getResourceAsStream("carrier-crosswalk.csv")) {
            CarrierCrosswalk shipped = CarrierCrosswalk.parse(new String(csv.readAllBytes(), UTF_8));

            assertThat(shipped.codeOf("sto", "onerway")).contains("STO");
        }
    }
}
