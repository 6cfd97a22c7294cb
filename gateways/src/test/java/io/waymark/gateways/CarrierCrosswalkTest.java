package io.waymark.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waymark.carriers.CarrierCodes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
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
    void saysWhichTableItIs() {
        CarrierCrosswalk table = CarrierCrosswalk.parse("# version: 7\ncarrier,onerway\nsto,STO");

        assertThat(table.version()).isEqualTo("7");
        assertThat(TABLE.version()).isEqualTo("unversioned");
        assertThat(table.overriddenBy(TABLE).version()).isEqualTo("7+unversioned");
    }

    @Test
    void whatIsForPeopleIsNoGateway() {
        CarrierCrosswalk table = CarrierCrosswalk.parse("carrier,onerway,source,date\nsto,STO,a page,2026-11-22");

        assertThat(table.codeOf("sto", "source")).isEmpty();
        assertThat(table.codeOf("sto", "date")).isEmpty();
    }

    @Test
    void theShippedTableHasAVersionAndCarriersOfOursAlone() throws IOException {
        CarrierCrosswalk shipped = CarrierCrosswalk.shipped();

        assertThat(shipped.version()).isEqualTo("1");
        assertThat(shipped.codeOf("sf", "onerway")).contains("SF");
        assertThat(shipped.codeOf("sto", "onerway")).contains("STO");
        assertThat(shipped.carriers()).isSubsetOf(ourCarriers());
    }

    private static List<String> ourCarriers() throws IOException {
        try (InputStream csv = CarrierCodes.class.getResourceAsStream("carrier-codes.csv")) {
            return new String(csv.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .toList();
        }
    }
}
