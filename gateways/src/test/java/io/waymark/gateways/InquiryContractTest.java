package io.waymark.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.ShipmentStatus;
import io.waymark.gateways.Findings.Told;
import io.waymark.gateways.Findings.Untold;
import io.waymark.protocol.HttpCall;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the services rely on at a gateway that can be asked. */
class InquiryContractTest {

    private static final int TRIES = 3000;

    static Stream<Specimen> specimensThatCanBeAsked() {
        return GatewayContractTest.SPECIMENS.stream()
                .filter(specimen -> specimen.account().inquiry().isPresent());
    }

    @ParameterizedTest
    @MethodSource("specimensThatCanBeAsked")
    void noBytesOfAnAnswerBreakTheInquiry(Specimen specimen) {
        Inquiry inquiry = specimen.account().inquiry().orElseThrow();
        List<String> asked = List.of("2022051810582957553", "2022051810582957554");
        Random random = new Random(20261122);

        for (int i = 0; i < TRIES; i++) {
            GatewayAnswer answer = Garbled.of(specimen.success("2022051810582957553"), random);
            Findings findings = inquiry.read(asked, answer);
            if (findings instanceof Told told) {
                assertThat(told.recorded()).allMatch(found -> asked.contains(found.transactionId()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specimensThatCanBeAsked")
    void anInquiryIsSignedAndTakesAsManyAsItSays(Specimen specimen) {
        Inquiry inquiry = specimen.account().inquiry().orElseThrow();
        List<String> most = Stream.iterate(1, i -> i + 1)
                .limit(inquiry.most())
                .map(i -> "20220518105829575537%02d".formatted(i))
                .toList();

        HttpCall call = inquiry.ask(most, Specimen.NOW);

        assertThat(specimen.isRightlySigned(call)).isTrue();
        assertThat(most).allMatch(transaction -> call.url().contains(transaction));
    }

    @ParameterizedTest
    @MethodSource("specimensThatCanBeAsked")
    void whatIsNoAnswerToAnInquiryIsNeverTakenForNotRecorded(Specimen specimen) {
        Inquiry inquiry = specimen.account().inquiry().orElseThrow();
        List<GatewayAnswer> useless = List.of(
                Specimen.answer(500, "{}"),
                Specimen.answer(404, "not here"),
                Specimen.answer(200, ""),
                Specimen.answer(200, "<html></html>"),
                specimen.failure("nobody knows"));

        assertThat(useless.stream().map(answer -> inquiry.read(List.of("2022051810582957553"), answer)))
                .allMatch(Untold.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("specimensThatCanBeAsked")
    void everyStatusOfOursHasAWord(Specimen specimen) {
        Inquiry inquiry = specimen.account().inquiry().orElseThrow();

        assertThat(ShipmentStatus.values())
                .allMatch(status -> !inquiry.wordFor(status).isEmpty());
    }
}
