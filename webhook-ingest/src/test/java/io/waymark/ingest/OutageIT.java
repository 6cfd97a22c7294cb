package io.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.TopicReader;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A minute of callbacks, 200 a second, during most of which the only broker is stopped. */
@QuarkusTest
@TestProfile(OutageIT.OneBroker.class)
class OutageIT {

    private static final int PER_SECOND = 200;
    private static final int SECONDS_BEFORE = 3;
    private static final int SECONDS_AWAY = 60;
    private static final int SECONDS_AFTER = 5;
    private static final int SHIPMENTS = 4000;
    private static final byte[] FORM = "sign=".getBytes(UTF_8);

    public static final class OneBroker implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(OwnKafkaResource.of(1, 6, 1));
        }
    }

    /** One callback: which, of which shipment, answered how and how late. */
    private record Call(int number, boolean success, long nanos) {}

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Inject
    MeterRegistry meters;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<CompletableFuture<Call>> calls = new ArrayList<>();
    private final Map<Integer, CompletableFuture<Call>> lastOfShipment = new HashMap<>();
    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void everyCallbackIsAnsweredWithSuccessWhileKafkaIsAwayAndArrivesInOrderAfterwards() throws InterruptedException {
        EmbeddedKafka kafka = OwnKafkaResource.kafka();
        warm();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleAtFixedRate(this::callNext, 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
        awaitSent(SECONDS_BEFORE * PER_SECOND);
        kafka.stopBroker(1);
        int away = sent.get();
        awaitSent(away + SECONDS_AWAY * PER_SECOND);
        kafka.startBroker(1);
        int back = sent.get();
        awaitSent(back + SECONDS_AFTER * PER_SECOND);
        clock.shutdown();
        assertThat(clock.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        List<Call> answered = calls.stream().map(CompletableFuture::join).toList();

        report("during the outage", answered.subList(away, back));
        report("altogether", answered);
        assertThat(answered).allMatch(Call::success);
        assertThat(meters.counter("spool_written").count()).isGreaterThan(SECONDS_AWAY * PER_SECOND * 0.9);
        assertEverythingIsInKafkaInOrder(kafka, answered.size());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(meters.get("spool_records").gauge().value()).isZero());
    }

    private void assertEverythingIsInKafkaInOrder(EmbeddedKafka kafka, int answered) {
        List<ConsumerRecord<String, RawPayload>> records = new TopicReader(kafka.bootstrapServers())
                .readUntil(
                        Topics.RAW,
                        Duration.ofSeconds(60),
                        seen -> firstOfEach(seen).size() >= answered);
        Map<String, RawPayload> byId = new HashMap<>();
        Map<String, Integer> last = new HashMap<>();
        for (ConsumerRecord<String, RawPayload> each : records) {
            String id = CloudEvent.header(each.headers(), "ce_id");
            RawPayload before = byId.putIfAbsent(id, each.value());
            if (before != null) {
                assertThat(each.value().body()).isEqualTo(before.body());
                continue; // the same record, with the same key
            }
            int number = numberOf(each.value());
            if (number >= 0) {
                assertThat(number).isGreaterThan(last.getOrDefault(each.key(), -1));
                last.put(each.key(), number);
            }
        }
        Opened opened = Opened.with(kafka.bootstrapServers(), byId.values());
        assertThat(byId.values())
                .allSatisfy(each -> assertThat(opened.body(each)).startsWith(FORM));
        Log.infof("outage: %d records of %d callbacks", records.size(), answered);
    }

    private static Map<String, Integer> firstOfEach(List<ConsumerRecord<String, RawPayload>> records) {
        Map<String, Integer> first = new HashMap<>();
        records.stream()
                .filter(each -> numberOf(each.value()) >= 0)
                .forEach(each -> first.putIfAbsent(CloudEvent.header(each.headers(), "ce_id"), 1));
        return first;
    }

    /** The callback's number, which is its subscription's but one; -1 of those that only warm up. */
    private static int numberOf(RawPayload raw) {
        return raw.subscription() - 1;
    }

    /** A shipment's next callback is sent once its one before is answered, as order means nothing otherwise. */
    private void callNext() {
        int number = sent.getAndIncrement();
        int shipment = number % SHIPMENTS;
        CompletableFuture<Call> before =
                lastOfShipment.getOrDefault(shipment, CompletableFuture.completedFuture(new Call(-1, true, 0)));
        CompletableFuture<Call> call = before.thenCompose(ready -> call(number, shipment));
        lastOfShipment.put(shipment, call);
        calls.add(call);
    }

    private CompletableFuture<Call> call(int number, int shipment) {
        return post(number, "YT77" + shipment);
    }

    private CompletableFuture<Call> post(int number, String parcel) {
        String id = ShipmentId.of("yto", parcel).toString();
        String form = Pushes.kuaidi100Form(Pushes.kuaidi100(parcel, 4), Pushes.derivedSalt("new-master", id));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/callbacks/kuaidi100/" + id + "?s=" + (number + 1)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        long start = System.nanoTime();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((response, failure) -> new Call(
                        number,
                        failure == null
                                && response.statusCode() == 200
                                && response.body().contains("\"result\":true"),
                        System.nanoTime() - start));
    }

    /** Until code is compiled, a callback measures the compiler. */
    private void warm() {
        for (int i = 0; i < 1000; i++) {
            assertThat(post(-1, "YT76" + i).join().success()).isTrue();
        }
    }

    private void awaitSent(int count) {
        await().atMost(Duration.ofMinutes(3)).until(() -> sent.get() >= count);
    }

    private static void report(String when, List<Call> calls) {
        long[] nanos = calls.stream().mapToLong(Call::nanos).sorted().toArray();
        Log.infof(
                "outage: %s %d callbacks, ms: p50 %.1f, p99 %.1f, p99.9 %.1f, max %.1f, over 50: %d",
                when,
                nanos.length,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length * 999 / 1000] / 1e6,
                nanos[nanos.length - 1] / 1e6,
                Arrays.stream(nanos).filter(each -> each > 50_000_000).count());
    }
}
