package io.waymark.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.waymark.contract.Payment;
import io.waymark.gateways.asiabill.AsiaBillSpecimen;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What gateways say, or somebody in their name. */
class NoticesFuzzTest {

    private static final int SIGNATURE = 64;

    /** The first letters are the claimed signature. A body of which nobody knows the secret is believed by nobody. */
    @FuzzTest(maxDuration = "5m")
    void noNoticeIsBelievedUnsigned(byte[] input) {
        int end = Math.min(input.length, SIGNATURE);
        Map<String, String> headers = Map.of(
                "sign-info", new String(input, 0, end, UTF_8),
                "gateway-no", "12246002",
                "request-id", "id-1",
                "request-time", "1652843101234",
                "version", "V2022-03");
        byte[] body = Arrays.copyOfRange(input, end, input.length);
        for (Specimen specimen : GatewayContractTest.SPECIMENS) {
            NoticeVerdict verdict = specimen.gateway()
                    .notices(List.of(specimen.settings(Map.of())))
                    .verify(new NoticeRequest(body, headers, Instant.EPOCH));
            assertThat(verdict).isInstanceOf(NoticeVerdict.Rejected.class);
        }
    }

    /** Rightly signed, and anything else: what it says is no more than payments and an answer. */
    @FuzzTest(maxDuration = "5m")
    void whatIsRightlySignedIsReadOrRefused(byte[] body) {
        Map<String, String> headers = Map.of(
                "sign-info", AsiaBillSpecimen.hmac("12246002id-11652843101234V2022-03." + new String(body, UTF_8)),
                "gateway-no", "12246002",
                "request-id", "id-1",
                "request-time", "1652843101234",
                "version", "V2022-03");
        Specimen specimen = new AsiaBillSpecimen();
        NoticeVerdict verdict = specimen.gateway()
                .notices(List.of(specimen.settings(Map.of())))
                .verify(new NoticeRequest(new String(body, UTF_8).getBytes(UTF_8), headers, Instant.EPOCH));

        if (verdict instanceof NoticeVerdict.Accepted accepted) {
            assertThat(accepted.payments()).extracting(Payment::key).allMatch(key -> key.startsWith("asiabill:"));
        }
    }

    @FuzzTest(maxDuration = "5m")
    void everyAnswerHasAReaction(byte[] body) {
        for (Specimen specimen : GatewayContractTest.SPECIMENS) {
            for (int status : List.of(200, 302, 401, 500)) {
                Answer answer = specimen.account().read(specimen.upload(), new GatewayAnswer(status, Map.of(), body));
                assertThat(answer.reaction()).isNotNull();
                assertThat(status == 500 && answer.reaction() == Reaction.ACKNOWLEDGED)
                        .isFalse();
            }
        }
    }
}
