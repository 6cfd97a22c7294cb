package io.waymark.ingest;

import static io.waymark.ingest.Notices.onerway;
import static io.waymark.ingest.Notices.sale;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
import io.waymark.ingest.secrets.MountedSecret;
import io.waymark.sandbox.infra.KafkaResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sealing.Sealing;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets are changed in the files of a mounted directory while callbacks come in. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@TestProfile(SecretRotationIT.Mounted.class)
class SecretRotationIT {

    private static final List<String> SETTINGS = List.of(
            "WAYMARK_KUAIDI100_SALTS",
            "WAYMARK_KUAIDI100_MASTER_SECRETS",
            "WAYMARK_STO_SECRETS",
            "WAYMARK_ONERWAY_SECRET");

    /** By SHA-256 of "waymark-secret:first" and so on, with sha256sum. */
    private static final Map<String, String> IDS = Map.of("first", "37066498", "second", "7dcd6e6e");

    private static final String OLD_KEY =
            Base64.getEncoder().encodeToString("x".repeat(32).getBytes(UTF_8));
    private static final String NEW_KEY =
            Base64.getEncoder().encodeToString("y".repeat(32).getBytes(UTF_8));

    private static final int SENDERS = 3;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @TestHTTPResource
    URI door;

    @Inject
    MeterRegistry meters;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();

    /** The service starts with the directory as it is then. */
    public static class Mounted implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            replace("first");
            return Map.of("waymark.secrets.dir", secrets().directory().toString(), "waymark.secrets.every", "0.1S");
        }
    }

    @BeforeEach
    void theFirstSecretsAreArmedAlone() {
        replace("first");
        await().until(() -> armed("first") == SETTINGS.size() && armed("second") == 0 && wraps("old") == 1);
    }

    @Test
    void noCallbackIsRefusedWhileBothSecretsAreListedAndTheOldOneIsOnceItIsGone() {
        callInWhile(List.of("first"), () -> {
            replace("second, first");
            await().until(() -> armed("second") == SETTINGS.size());
        });
        callInWhile(List.of("first", "second"), () -> {});
        callInWhile(List.of("second"), () -> {
            replace("second");
            await().until(() -> armed("first") == 0);
        });

        assertThat(refused).isEmpty();
        assertThat(verified("first")).isPositive();
        assertThat(verified("second")).isPositive();
        for (int kind = 0; kind < SETTINGS.size(); kind++) {
            send(kind, "first");
        }
        assertThat(refused).hasSize(SETTINGS.size());
    }

    @Test
    void aNewMasterKeySealsWithoutARestartAndWhatTheOldOneSealedIsOpenedBesideIt() {
        String older = sealed("19981");

        replace("first", "new:" + NEW_KEY + ", old:" + OLD_KEY);
        await().until(() -> wraps("new") == 1 && wraps("old") == 0);
        String newer = sealed("19982");

        assertThat(List.of(older, newer)).containsExactly("old", "new");
    }

    @Test
    void aMasterKeyThatCannotBeUsedIsCountedAndTheOldOneGoesOnSealing() {
        double before = meters.counter("secrets_unusable").count();

        replace("first", "new:no-key");
        await().until(() -> meters.counter("secrets_unusable").count() > before);

        assertThat(sealed("19983")).isEqualTo("old");
    }

    /** Pushes something of that parcel; with which master key its record can be opened, which it can. */
    private String sealed(String number) {
        send(0, "first", number);
        assertThat(refused).isEmpty();
        String kafka = SharedKafka.bootstrapServers();
        RawPayload raw = new TopicReader(kafka)
                        .readUntil(Topics.RAW, Duration.ofSeconds(20), seen -> seen.stream()
                                .anyMatch(each -> each.value().trackingNumber().equals(number)))
                        .stream()
                        .map(ConsumerRecord::value)
                        .filter(each -> each.trackingNumber().equals(number))
                        .findFirst()
                        .orElseThrow();
        Opened opened = Opened.with(kafka, List.of(raw), Sealing.of(List.of("new:" + NEW_KEY, "old:" + OLD_KEY)));
        assertThat(new String(opened.body(raw), UTF_8)).startsWith("sign=");
        return opened.keys()
                .get(WrappedKey.topicKey(raw.shipmentId(), raw.id()))
                .masterKey();
    }

    private double wraps(String masterKey) {
        return meters.find("sealing_master_keys").tag("key", masterKey).gauges().stream()
                .mapToDouble(Gauge::value)
                .findFirst()
                .orElse(-1);
    }

    @Test
    void whatCannotBeUsedIsCountedAndChangesNothing() {
        double before = meters.counter("secrets_unusable").count();

        callInWhile(List.of("first"), () -> {
            replace("");
            await().until(() -> meters.counter("secrets_unusable").count() > before + 1);
        });

        assertThat(refused).isEmpty();
    }

    /** Every kind of callback, signed with each of the secrets in turn, before, during and after what is done. */
    private void callInWhile(List<String> signing, Runnable done) {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> senders = IntStream.range(0, SENDERS)
                .mapToObj(first -> new Thread(() -> {
                    for (int i = first; !over.get(); i++) {
                        send(i % SETTINGS.size(), signing.get(i / SETTINGS.size() % signing.size()));
                    }
                }))
                .toList();
        senders.forEach(Thread::start);
        try {
            awaitMore();
            done.run();
            awaitMore();
        } finally {
            over.set(true);
        }
        await().until(() -> senders.stream().noneMatch(Thread::isAlive));
    }

    private void awaitMore() {
        int enough = accepted.get() + 8 * SETTINGS.size();
        await().until(() -> accepted.get() >= enough || !refused.isEmpty());
    }

    private void send(int kind, String secret) {
        send(kind, secret, "1999" + NUMBERS.incrementAndGet());
    }

    private void send(int kind, String secret, String number) {
        try {
            HttpResponse<String> answer = http.send(callback(kind, number, secret), BodyHandlers.ofString());
            boolean success = answer.statusCode() == 200
                    && (answer.body().equals(number) || answer.body().contains("true"));
            if (success) {
                accepted.incrementAndGet();
            } else {
                refused.add(SETTINGS.get(kind) + " " + secret + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (Exception e) {
            refused.add(SETTINGS.get(kind) + " " + secret + ": " + e);
        }
    }

    private HttpRequest callback(int kind, String number, String secret) {
        String id = ShipmentId.of("yto", number).toString();
        return switch (kind) {
            case 0 -> form("kuaidi100", Pushes.kuaidi100Form(Pushes.kuaidi100(number, 1), secret));
            case 1 ->
                form(
                        "kuaidi100/" + id,
                        Pushes.kuaidi100Form(Pushes.kuaidi100(number, 1), Pushes.derivedSalt(secret, id)));
            case 2 -> form("sto", Pushes.stoForm(Pushes.sto(number), secret));
            default -> post("onerway", "application/json", onerway(sale(number, "S"), secret));
        };
    }

    private HttpRequest form(String path, String body) {
        return post(path, "application/x-www-form-urlencoded", body);
    }

    private HttpRequest post(String path, String mediaType, String body) {
        return HttpRequest.newBuilder(door.resolve("/callbacks/" + path))
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private long armed(String secret) {
        return named("callback_secrets_armed", secret).gauges().size();
    }

    private double verified(String secret) {
        return named("callbacks_verified", secret).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private Search named(String meter, String secret) {
        return meters.find(meter).tag("secret", name -> name.contains(":" + IDS.get(secret)));
    }

    private static MountedSecret secrets() {
        return new MountedSecret(Path.of("target", "rotating-secrets").toAbsolutePath());
    }

    private static void replace(String list) {
        replace(list, "old:" + OLD_KEY);
    }

    private static void replace(String list, String masterKeys) {
        Map<String, String> files =
                new HashMap<>(SETTINGS.stream().collect(toMap(Function.identity(), setting -> list)));
        files.put("WAYMARK_SEALING_KEYS", masterKeys);
        secrets().replace(files);
    }
}
