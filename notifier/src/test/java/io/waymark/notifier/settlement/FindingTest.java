package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.ShipmentStatus;
import io.waymark.gateways.Answer;
import io.waymark.gateways.Findings;
import io.waymark.gateways.Findings.GatewayRecord;
import io.waymark.gateways.Reaction;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {

    private static final GatewayRecord OURS = new GatewayRecord("2022", "773 ", ShipmentStatus.IN_TRANSIT, "InTransit");
    private static final GatewayRecord OTHER = new GatewayRecord("2022", "999", null, "");

    private static Finding of(GatewayRecord... recorded) {
        return Finding.of(new Findings.Told(List.of(recorded)), "2022", "773");
    }

    @Test
    void ourNumberOnRecordIsOursWhateverElseIsThere() {
        assertThat(of(OTHER, OURS)).isEqualTo(new Finding(Finding.Kind.RECORDED, OURS, "", "InTransit"));
    }

    @Test
    void nothingOnRecordIsNothing() {
        assertThat(of().kind()).isEqualTo(Finding.Kind.NOT_RECORDED);
    }

    @Test
    void aRecordOfAnotherTransactionIsNothing() {
        assertThat(of(new GatewayRecord("2023", "773", null, "")).kind()).isEqualTo(Finding.Kind.NOT_RECORDED);
    }

    @Test
    void anotherNumberIsSaid() {
        assertThat(of(OTHER)).isEqualTo(new Finding(Finding.Kind.OTHER_NUMBER, OTHER, "", "999"));
    }

    @Test
    void aRecordWithoutANumberIsOurs() {
        assertThat(of(new GatewayRecord("2022", null, null, "Pending")).kind()).isEqualTo(Finding.Kind.RECORDED);
    }

    @Test
    void anAnswerThatIsNoneSaysNothing() {
        Finding finding =
                Finding.of(new Findings.Untold(new Answer(Reaction.NO_ANSWER, "HTTP 502", "")), "2022", "773");

        assertThat(finding).isEqualTo(new Finding(Finding.Kind.UNTOLD, null, "HTTP 502", ""));
    }
}
