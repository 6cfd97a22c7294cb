package io.waymark.console.readmodel;

import static io.waymark.console.Api.number;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever comes first, however it is cut into batches and what is told again: in the end a journey is the same. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class JourneyOrderIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** One that the topic has not, so that nobody else reads it. */
    private static final TopicPartition PARTITION = new TopicPartition(Topics.EVENTS.name(), 4711);

    private static final int PARCELS = 8;
    private static final int ORDERS = 15;
    private static final List<Integer> BATCHES = List.of(1, 3, 10, 50, 1000);
    private static final List<String> AREAS = List.of("CN440305000000", "CN110105000000", "CN320100000000", "DE");
    private static final List<String> PLACES = List.of("广东", "上海", "", "新疆");

    private final Random random = new Random(20261122);
    private final List<ShipmentId> made = new ArrayList<>();
    private long offset;

    @Inject
    ReadModelRepository readModel;

    @Inject
    Pool database;

    /** What is told: a scan, or where a merchant says that the parcel travels. */
    private sealed interface Told {

        int parcel();
    }

    /** @param corrects null where it is told for the first time */
    private record Scan(
            int parcel,
            int sequence,
            SubStatus as,
            int hours,
            int minutes,
            String area,
            @Nullable Scan corrects,
            boolean withdrawn)
            implements Told {}

    private record Said(int parcel, int merchant, String origin, String destination) implements Told {}

    @AfterEach
    void nothingOfItIsLeft() {
        readModel.forget(PARTITION).await().atMost(SOON);
        UUID[] ids = made.stream().map(ShipmentId::value).toArray(UUID[]::new);
        Stream.of("journey", "tracking_event", "shipment_month", "registration", "registered_shipment")
                .forEach(table -> run("delete from " + table + " where shipment_id = any ($1)", Tuple.of(ids)));
    }

    @Test
    void inWhateverOrderAndBatchesItIsTold() {
        List<Told> all = IntStream.range(0, PARCELS)
                .boxed()
                .flatMap(this::everythingAbout)
                .toList();
        List<String> expected = journeys(all, 1000);
        assertThat(expected)
                .hasSize(PARCELS)
                .anyMatch(journey -> journey.contains("\"delivered_at\": \"2"))
                .anyMatch(journey -> journey.contains("\"problem_at\": \"2"))
                .anyMatch(journey -> journey.contains("\"said_origin\": \"广东\""))
                .anyMatch(journey -> !journey.contains("\"latency_count\": 0"))
                .doesNotHaveDuplicates();

        for (int order = 0; order < ORDERS; order++) {
            List<Told> shuffled = new ArrayList<>(all);
            shuffled.addAll(all.subList(0, random.nextInt(all.size()))); // told again
            Collections.shuffle(shuffled, random);
            int batch = BATCHES.get(order % BATCHES.size());
            assertThat(journeys(shuffled, batch))
                    .as("order %d in batches of %d: %s", order, batch, shuffled)
                    .isEqualTo(expected);
        }
    }

    /** Some scans and corrections of them, and one or two registrations. */
    private Stream<Told> everythingAbout(Integer parcel) {
        List<Scan> scans = new ArrayList<>();
        int count = 5 + random.nextInt(10);
        List<Told> told = new ArrayList<>();
        for (int sequence = 1; sequence <= count; sequence++) {
            SubStatus as = one(List.of(SubStatus.values()));
            if (scans.isEmpty() || random.nextInt(4) > 0) {
                scans.add(new Scan(
                        parcel, sequence, as, random.nextInt(1500), random.nextInt(600), one(AREAS), null, false));
                told.add(scans.get(scans.size() - 1));
            } else {
                told.add(new Scan(parcel, sequence, as, 0, 0, "", one(scans), random.nextInt(3) == 0));
            }
        }
        for (int merchant = 0; merchant <= random.nextInt(2); merchant++) {
            told.add(new Said(parcel, merchant, one(PLACES), one(PLACES)));
        }
        return told.stream();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** What the journeys of parcels nobody knew before come to, parcel by parcel. */
    private List<String> journeys(List<Told> told, int batch) {
        List<Scans> parcels =
                IntStream.range(0, PARCELS).mapToObj(i -> new Scans(number())).toList();
        parcels.forEach(parcel -> made.add(parcel.id()));
        for (int from = 0; from < told.size(); from += batch) {
            tell(parcels, told.subList(from, Math.min(told.size(), from + batch)));
        }
        return parcels.stream().map(this::journey).toList();
    }

    private void tell(List<Scans> parcels, List<Told> batch) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Told told : batch) {
            Scans parcel = parcels.get(told.parcel());
            if (told instanceof Said said) {
                say(parcel, said);
            } else if (told instanceof Scan scan) {
                records.add(record(event(parcel, scan)));
            }
        }
        if (records.isEmpty()) {
            return;
        }
        ProjectionHandler.apply(
                        readModel.tables(),
                        new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()),
                        Map.of(PARTITION, offset),
                        (rows, ends) -> readModel.write(Generation.LIVE, rows, ends),
                        (topic, record, reason) -> Uni.createFrom().failure(new AssertionError(reason)))
                .await()
                .atMost(SOON);
    }

    private static TrackingEvent event(Scans parcel, Scan scan) {
        return scan.corrects() == null
                ? parcel.of(scan.sequence(), scan.as(), scan.hours(), scan.minutes(), scan.area())
                : parcel.correction(scan.sequence(), event(parcel, scan.corrects()), scan.as(), scan.withdrawn());
    }

    private ConsumerRecord<byte[], byte[]> record(TrackingEvent event) {
        byte[] value = Topics.EVENTS.values().serializer().serialize(PARTITION.topic(), event);
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset++,
                event.shipmentId().toString().getBytes(UTF_8),
                value);
    }

    /** As registrations do; again where it is said already. */
    private void say(Scans parcel, Said said) {
        UUID id = parcel.id().value();
        run(
                "insert into registered_shipment values ($1, 'sto', $2, 1, now()) on conflict do nothing",
                Tuple.of(id, parcel.number()));
        String merchant = "ordered-" + said.merchant();
        run("insert into merchant (merchant_id) values ($1) on conflict do nothing", Tuple.of(merchant));
        run(
                """
                insert into registration (registration_id, shipment_id, merchant_id, registered_at, origin_place,
                  destination_place)
                values (gen_random_uuid(), $1, $2, '2023-06-28Z'::timestamptz + $3 * interval '1 day', $4, $5)
                on conflict do nothing""",
                Tuple.of(id, merchant, said.merchant(), said.origin(), said.destination()));
        run(JourneyRepository.SAY.formatted("s.shipment_id = $1"), Tuple.of(id));
    }

    private String journey(Scans parcel) {
        return database.preparedQuery(
                        "select (to_jsonb(j) - 'shipment_id')::text as journey from journey j where shipment_id = $1")
                .execute(Tuple.of(parcel.id().value()))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getString("journey");
    }

    private void run(String sql, Tuple values) {
        database.preparedQuery(sql).execute(values).await().atMost(SOON);
    }
}
