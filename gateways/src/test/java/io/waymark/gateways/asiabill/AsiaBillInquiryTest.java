package io.waymark.gateways.asiabill;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.ShipmentStatus;
import io.waymark.gateways.Findings;
import io.waymark.gateways.Findings.GatewayRecord;
import io.waymark.gateways.Findings.Told;
import io.waymark.gateways.Findings.Untold;
import io.waymark.gateways.Inquiry;
import io.waymark.gateways.Specimen;
import io.waymark.protocol.HttpCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class AsiaBillInquiryTest {

    private static final List<String> ASKED = List.of("2021092810011380477264", "2021092810011380477265");
    private static final Inquiry INQUIRY = new AsiaBillSpecimen()
            .account(Map.of("not-recorded-codes", "70707"))
            .inquiry()
            .orElseThrow();

    @Test
    void asksForSeveralInOneSignedPath() {
        HttpCall call = INQUIRY.ask(ASKED, Specimen.NOW);

        assertThat(call.method()).isEqualTo(HttpCall.Method.GET);
        assertThat(call.url())
                .isEqualTo(
                        "http://gateway.test/openApi/V2022-03/logistics/2021092810011380477264,2021092810011380477265");
        assertThat(call.body()).isEmpty();
        assertThat(call.headers())
                .containsEntry("sign-info", "dc90c57a3cd500cea9c4c8b9295b31dd4790c7ea7f7950109e382c94f72b7d5c");
    }

    @Test
    void asksForNoMoreThanAPathHasRoomFor() {
        String path = String.join(",", List.of("2021092810011380477264".repeat(INQUIRY.most())))
                + ",".repeat(INQUIRY.most() - 1);

        assertThat(path).hasSizeLessThanOrEqualTo(255);
        assertThat(path.length() + 23).isGreaterThan(255);
    }

    @Test
    void anOddNumberDoesNoHarmToThePath() {
        assertThat(INQUIRY.ask(List.of("a/b?c d"), Specimen.NOW).url()).endsWith("/logistics/a%2Fb%3Fc%20d");
    }

    /** Expected: {@code id number status rawStatus} of each record, {@code ;} between; {@code -} for none, or why not told. */
    @ParameterizedTest
    @CsvFileSource(resources = "inquiries.csv", delimiter = '|', quoteCharacter = '\'')
    void readsAnswers(int asked, int status, String body, String expected) {
        Findings findings = INQUIRY.read(ASKED.subList(0, asked), Specimen.answer(status, body));

        assertThat(inWords(findings)).isEqualTo(expected);
    }

    private static String inWords(Findings findings) {
        if (findings instanceof Untold untold) {
            return untold.answer().reaction() + " " + untold.answer().words();
        }
        return ((Told) findings)
                .recorded().stream()
                        .map(AsiaBillInquiryTest::inWords)
                        .reduce((one, other) -> one + ";" + other)
                        .orElse("-");
    }

    private static String inWords(GatewayRecord found) {
        return (found.transactionId() + " " + found.trackingNumber() + " " + found.status() + " " + found.rawStatus())
                .strip();
    }

    @Test
    void thereAreTenStatuses() {
        assertThat(AsiaBillStatuses.table()).hasSize(10);
        assertThat(AsiaBillStatuses.ours("delivered")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ShipmentStatus.class)
    void bothWaysBetweenTheWordsAgree(ShipmentStatus status) {
        String word = INQUIRY.wordFor(status);

        ShipmentStatus back = AsiaBillStatuses.ours(word).orElseThrow();
        assertThat(INQUIRY.wordFor(back)).isEqualTo(word);
        if (status != ShipmentStatus.RETURNED && status != ShipmentStatus.CANCELLED) {
            assertThat(back).isEqualTo(status);
        }
    }
}
