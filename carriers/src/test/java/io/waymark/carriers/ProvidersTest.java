package io.waymark.carriers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waymark.carriers.WaybillOrder.Cargo;
import io.waymark.carriers.WaybillOrder.Line;
import io.waymark.carriers.WaybillOrder.Party;
import io.waymark.carriers.WaybillOrder.Payer;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.MalformedPayloadException;
import io.waymark.protocol.Setting;
import io.waymark.protocol.Settings;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every provider in the list keeps to, whoever adds it. */
class ProvidersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final String SECRET = "s3cret-of-the-test";
    private static final String PHONE = "13488888888";
    private static final Party SOMEBODY =
            new Party("张三", PHONE, "a@example.test", "广东省", "深圳市", "南山区", "科技路 1 号", "518000");

    /** A request of each kind that every provider of that kind can be sent. */
    private static final Map<OperationKind<?, ?>, Object> REQUESTS = Map.of(
            OperationKind.SUBSCRIBE,
            new SubscriptionRequest(
                    ShipmentId.of("sto", "773123456789012"), "sto", "773123456789012", "深圳", "北京", PHONE, null, 1),
            OperationKind.QUERY,
            new TrackingQuery("sto", "773123456789012", "深圳", "北京", PHONE),
            OperationKind.RECOGNIZE,
            "773123456789012",
            OperationKind.BOOK,
            new WaybillOrder(
                    "ORD-1",
                    SOMEBODY,
                    SOMEBODY,
                    new Cargo("书", new BigDecimal("0.5"), null, 1),
                    List.of(new Line("书", BigDecimal.ONE, new BigDecimal("9.5"), "AUD")),
                    null,
                    Payer.SENDER,
                    true,
                    Map.of()),
            OperationKind.CANCEL,
            new Cancellation("ORD-1", "773123456789012", "不要了"),
            OperationKind.OPEN_BATCH,
            "B-1",
            OperationKind.CLOSE_BATCH,
            "B-1",
            OperationKind.WEIGH,
            "K8000123456E",
            OperationKind.RETURN_LABEL,
            "K8000123456E",
            OperationKind.FIND_OUTLETS,
            new Area("广东省", "深圳市", ""));

    static Stream<Provider> providers() {
        return Providers.ALL.stream();
    }

    /** Every setting has a value: its default, or one that fits any of them. */
    private static Settings everything(Provider provider) {
        return new Settings(
                provider.settings().stream().collect(toMap(Setting::name, setting -> List.of(value(setting)))));
    }

    private static String value(Setting setting) {
        if (setting.name().endsWith("enabled")) {
            return "true";
        }
        Map<String, String> words = Map.of("branch", "A", "business", "1");
        if (words.containsKey(setting.name())) {
            return words.get(setting.name());
        }
        if (!setting.byDefault().isEmpty()) {
            return setting.byDefault();
        }
        return setting.name().contains("url") || setting.name().contains("base") ? "http://localhost:1/x" : SECRET;
    }

    static Stream<Arguments> operations() {
        return providers().flatMap(provider -> provider.operations(everything(provider)).kinds().stream()
                .map(kind -> Arguments.of(provider, kind)));
    }

    @SuppressWarnings("unchecked")
    private static HttpCall ask(Provider provider, OperationKind<?, ?> kind) {
        Operation<Object, Object> operation = (Operation<Object, Object>)
                provider.operations(everything(provider)).find(kind).orElseThrow();
        return operation.ask(REQUESTS.get(kind), NOW);
    }

    @Test
    void everyIdHasOneProvider() {
        assertThat(providers().map(Provider::id)).containsExactlyInAnyOrder(ProviderId.values());
        assertThat(providers().map(provider -> provider.id().code())).allMatch(code -> code.matches("[a-z0-9]+"));
    }

    @Test
    void someoneFollowsEveryCarrier() {
        assertThat(Providers.following("sto").id()).isEqualTo(ProviderId.STO);
        assertThat(Providers.following("thirtypost").id()).isEqualTo(ProviderId.THIRTYPOST);
        assertThat(Providers.following("whatever").id()).isEqualTo(ProviderId.KUAIDI100);
    }

    @Test
    void aProvidersOwnCarrierHasACodeThatCannotChange() {
        assertThat(providers().flatMap(provider -> provider.carrier().stream())).isSubsetOf(CarrierCodes.listed());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void settingsHaveNamesThatAnEnvironmentCanHold(Provider provider) {
        assertThat(provider.settings())
                .extracting(Setting::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(provider.settings()).extracting(Setting::meaning).allMatch(meaning -> meaning.endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void withoutSettingsNothingIsOfferedAndNothingBreaks(Provider provider) {
        assertThat(provider.operations(Settings.NONE).kinds()).isEmpty();
        assertThat(provider.operations(Settings.of(provider.id().code(), provider.settings(), name -> Optional.empty()))
                        .kinds())
                .isEmpty();
        assertThatCode(() -> provider.push(Settings.NONE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theSameRequestAtTheSameTimeIsTheSameCall(Provider provider, OperationKind<?, ?> kind) {
        HttpCall call = ask(provider, kind);

        assertThat(ask(provider, kind)).usingRecursiveComparison().isEqualTo(call);
        assertThat(call.url()).startsWith("http://localhost:1/x");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noCallShowsASecretOrAPersonInItsText(Provider provider, OperationKind<?, ?> kind) {
        assertThat(ask(provider, kind).toString() + REQUESTS.get(kind).toString())
                .doesNotContain(SECRET, PHONE, "张三", "科技路");
    }

    @ParameterizedTest
    @MethodSource("operations")
    @SuppressWarnings("unchecked")
    void whatIsNoAnswerOfTheProviderIsAnErrorOfItsOwn(Provider provider, OperationKind<?, ?> kind) {
        Operation<Object, Object> operation = (Operation<Object, Object>)
                provider.operations(everything(provider)).find(kind).orElseThrow();
        for (String body :
                List.of("", "<html><body>maintenance</body></html>", "[", "{\"a\":", "null", "7", "\u0000")) {
            assertThat(errorOf(operation, REQUESTS.get(kind), new HttpAnswer(200, "", body.getBytes(UTF_8))))
                    .as("of %s", body)
                    .isEqualTo(CarrierError.MALFORMED);
        }
        assertThat(errorOf(operation, REQUESTS.get(kind), new HttpAnswer(503, "", new byte[0])))
                .isEqualTo(CarrierError.UNAVAILABLE);
        assertThat(errorOf(operation, REQUESTS.get(kind), new HttpAnswer(401, "", new byte[0])))
                .isEqualTo(CarrierError.UNAUTHORIZED);
    }

    private static CarrierError errorOf(Operation<Object, Object> operation, Object request, HttpAnswer answer) {
        try {
            throw new AssertionError("took it for " + operation.read(request, answer));
        } catch (CarrierException e) {
            return e.error();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyCodeHasAMeaning(Provider provider) {
        for (String code : List.of("", "0", "no such code", "签收", "9".repeat(500))) {
            assertThat(provider.meanings().of(code, "").rule())
                    .startsWith(provider.id().code());
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void bytesOfAnyKindAreReadOrMalformed(Provider provider) {
        Random random = new Random(20261122);
        for (int i = 0; i < 2000; i++) {
            byte[] body = hostile(random, i);
            for (String type : List.of("application/x-www-form-urlencoded", "application/json", "text/xml", "")) {
                try {
                    assertThat(provider.parser()
                                    .parse(raw(provider, type, body))
                                    .scans())
                            .hasSizeLessThan(2049);
                } catch (MalformedPayloadException expected) {
                    assertThat(expected.detail()).isNotBlank();
                }
            }
        }
    }

    /** Noise, and JSON of the shapes that providers use with the wrong types in it. */
    private static byte[] hostile(Random random, int i) {
        if (i % 3 == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        String[] names = {
            "data",
            "lastResult",
            "content",
            "trace",
            "value",
            "base",
            "aireline",
            "success",
            "context",
            "time",
            "ftime",
            "state",
            "status",
            "param",
            "event",
            "dateTime",
            "waybillNo",
            "current_status",
            "response"
        };
        String json = tree(random, names, 0).toString();
        return (i % 3 == 1 ? json : "param=" + URLEncoder.encode(json, UTF_8)).getBytes(UTF_8);
    }

    private static JsonNode tree(Random random, String[] names, int depth) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 -> json.nullNode();
            case 1 -> json.numberNode(random.nextLong());
            case 2 -> json.textNode(random.nextBoolean() ? "2026-11-20 10:00:00" : "签收");
            case 3 -> json.booleanNode(random.nextBoolean());
            case 4 -> {
                var list = json.arrayNode();
                Arrays.stream(new int[random.nextInt(4)]).forEach(any -> list.add(tree(random, names, depth + 1)));
                yield list;
            }
            default -> {
                var object = json.objectNode();
                Arrays.stream(new int[random.nextInt(6)])
                        .forEach(
                                any -> object.set(names[random.nextInt(names.length)], tree(random, names, depth + 1)));
                yield object;
            }
        };
    }

    private static RawPayload raw(Provider provider, String type, byte[] body) {
        return new RawPayload(
                "id",
                provider.id().code(),
                ShipmentId.of("sto", "1"),
                "sto",
                "1",
                RawPayload.Route.TRACKING_NUMBER,
                0,
                NOW,
                type,
                body,
                Evidence.PULL,
                "test",
                null);
    }
}
