package io.waymark.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.waymark.gateways.NoticeVerdict.Rejected;
import io.waymark.gateways.Preparation.Impossible;
import io.waymark.gateways.Preparation.Obstacle;
import io.waymark.gateways.asiabill.AsiaBillSpecimen;
import io.waymark.gateways.onerway.OnerwaySpecimen;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Setting;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the services rely on, whichever gateway it is. A new gateway needs a {@link Specimen} here. */
class GatewayContractTest {

    static final List<Specimen> SPECIMENS = List.of(new OnerwaySpecimen(), new AsiaBillSpecimen());
    private static final int TRIES = 3000;

    static List<Specimen> specimens() {
        return SPECIMENS;
    }

    @Test
    void everyGatewayHasASpecimenAndAnIdOfItsOwn() {
        assertThat(SPECIMENS.stream().map(specimen -> specimen.gateway().id()))
                .containsExactlyElementsOf(
                        Gateways.ALL.stream().map(Gateway::id).toList())
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9]{1,32}"));
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void everySettingHasAUsableNameAndSaysWhatItIs(Specimen specimen) {
        List<Setting> settings = specimen.gateway().settings();

        assertThat(settings)
                .extracting(Setting::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][a-z-]*"));
        assertThat(settings).extracting(Setting::meaning).allMatch(meaning -> meaning.endsWith("."));
        assertThat(settings)
                .extracting(Setting::name)
                .containsAll(specimen.configured().keySet());
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void credentialsAreSettingsWithoutADefault(Specimen specimen) {
        assertThat(specimen.gateway().settings().stream()
                        .filter(setting -> setting.byDefault().isEmpty())
                        .map(Setting::name))
                .containsAll(specimen.gateway().credentials());
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void thereIsNoAccountWithoutWhatEveryCallNeeds(Specimen specimen) {
        for (String missing : specimen.configured().keySet()) {
            Map<String, String> rest = new HashMap<>(specimen.configured());
            rest.remove(missing);

            assertThat(specimen.gateway().account(specimen.settingsOf(rest)))
                    .as("without %s", missing)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void noTextShowsASecret(Specimen specimen) {
        HttpCall call = specimen.call(specimen.upload(), Specimen.NOW);
        Upload tooLong = specimen.upload("1", "9".repeat(500));
        List<String> texts = List.of(
                specimen.settings(Map.of()).toString(),
                specimen.account().toString(),
                call.toString(),
                call.url(),
                call.headers().toString(),
                new String(call.body(), UTF_8),
                specimen.account().prepare(tooLong, Specimen.NOW).toString());

        for (String secret : specimen.secrets()) {
            assertThat(texts).noneMatch(text -> text.contains(secret));
        }
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void anUploadIsSignedOverWhatIsSent(Specimen specimen) {
        HttpCall call = specimen.call(specimen.upload(), Specimen.NOW);
        byte[] other = new String(call.body(), UTF_8)
                .replace("SF1234567890", "SF1234567891")
                .getBytes(UTF_8);

        assertThat(specimen.isRightlySigned(call)).isTrue();
        assertThat(specimen.isRightlySigned(new HttpCall(call.method(), call.url(), call.headers(), other)))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void theSameUploadAtTheSameMomentIsTheSameCall(Specimen specimen) {
        HttpCall call = specimen.call(specimen.upload(), Specimen.NOW);
        HttpCall again = specimen.call(specimen.upload(), Specimen.NOW);

        assertThat(again.url()).isEqualTo(call.url());
        assertThat(again.headers()).isEqualTo(call.headers());
        assertThat(again.body()).isEqualTo(call.body());
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void aCallIsMadeForItsMomentWhereItBearsOne(Specimen specimen) {
        HttpCall call = specimen.call(specimen.upload(), Specimen.NOW);
        HttpCall later =
                specimen.call(specimen.upload(), new Moment(Specimen.NOW.time().plusMillis(1), "58675"));
        HttpCall repeated = specimen.call(specimen.upload(), new Moment(Specimen.NOW.time(), "58676"));

        assertThat(later.headers().equals(call.headers())).isEqualTo(!specimen.bearsTheMoment());
        assertThat(repeated.headers().equals(call.headers())).isEqualTo(!specimen.bearsTheMoment());
        assertThat(specimen.isRightlySigned(later)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void anUploadWithoutATransactionIsImpossible(Specimen specimen) {
        Upload nameless = new Upload(null, null, "sf", "SF", "SF1234567890", "https://carrier.test/");

        assertThat(specimen.account().prepare(nameless, Specimen.NOW))
                .isInstanceOfSatisfying(Impossible.class, impossible -> assertThat(impossible.obstacle())
                        .isEqualTo(Obstacle.NO_TRANSACTION));
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void aNumberThatDoesNotFitIsNeverCut(Specimen specimen) {
        assertThat(specimen.account().prepare(specimen.upload("1", "9".repeat(500)), Specimen.NOW))
                .isInstanceOfSatisfying(Impossible.class, impossible -> assertThat(impossible.obstacle())
                        .isEqualTo(Obstacle.UNFIT_VALUE));
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void successIsAcknowledged(Specimen specimen) {
        assertThat(read(specimen, specimen.success("2022051810582957553"))).isEqualTo(Reaction.ACKNOWLEDGED);
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void successOfAnotherTransactionIsNot(Specimen specimen) {
        assertThat(read(specimen, specimen.success("2022051810582957554"))).isEqualTo(Reaction.NO_ANSWER);
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void aFailingServerTellsNothingWhateverItSays(Specimen specimen) {
        for (int status = 500; status < 600; status++) {
            for (GatewayAnswer said : List.of(specimen.success("2022051810582957553"), specimen.failure("40013"))) {
                assertThat(read(specimen, new GatewayAnswer(status, Map.of(), said.body())))
                        .as("HTTP %d", status)
                        .isEqualTo(Reaction.NO_ANSWER);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void successUnderAnotherStatusIsNone(Specimen specimen) {
        for (int status = 300; status < 500; status++) {
            GatewayAnswer said = new GatewayAnswer(
                    status, Map.of(), specimen.success("2022051810582957553").body());
            assertThat(read(specimen, said)).as("HTTP %d", status).isIn(Reaction.UNKNOWN_CODE, Reaction.RETRY);
        }
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void anOperatorCanTeachCodes(Specimen specimen) {
        GatewayAccount taught = specimen.account(
                Map.of("duplicate-codes", "c1,c2", "not-yet-codes", "c3", "rejected-codes", "c4", "retry-codes", "c5"));

        assertThat(Stream.of("c1", "c2", "c3", "c4", "c5", "c6")
                        .map(code -> taught.read(specimen.upload(), specimen.failure(code))
                                .reaction()))
                .containsExactly(
                        Reaction.ACKNOWLEDGED,
                        Reaction.ACKNOWLEDGED,
                        Reaction.NOT_YET,
                        Reaction.REFUSED,
                        Reaction.RETRY,
                        Reaction.UNKNOWN_CODE);
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void noBytesOfAnAnswerBreakTheReader(Specimen specimen) {
        GatewayAccount account = specimen.account();
        Random random = new Random(20261122);

        for (int i = 0; i < TRIES; i++) {
            GatewayAnswer answer = Garbled.of(specimen.success("2022051810582957553"), random);
            assertThatCode(() -> account.read(specimen.upload(), answer)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void noNoticeIsBelievedUnsignedAndNoneBreaksTheReader(Specimen specimen) {
        NoticeProtocol notices = specimen.gateway().notices(List.of(specimen.settings(Map.of())));
        Random random = new Random(20261122);

        for (int i = 0; i < TRIES; i++) {
            GatewayAnswer bytes = Garbled.of(specimen.success("2022051810582957553"), random);
            NoticeRequest request = new NoticeRequest(bytes.body(), bytes.headers(), Instant.EPOCH);
            assertThat(notices.verify(request)).isInstanceOf(Rejected.class);
        }
        assertThat(notices.mediaTypes()).isNotEmpty().allMatch(type -> type.matches("[a-z]+/[a-z-]+"));
    }

    private static Reaction read(Specimen specimen, GatewayAnswer answer) {
        return specimen.account().read(specimen.upload(), answer).reaction();
    }
}
