package io.waymark.console.web;

import static io.waymark.console.Api.as;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.waymark.console.access.Merchants;
import io.waymark.console.readmodel.Ledger;
import io.waymark.contract.Command;
import io.waymark.contract.Evidence;
import io.waymark.contract.Flag;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A merchant's day, as the other services would tell it. */
record Scene(String merchant, String key) {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    /** One scan of a parcel's way. */
    private record Step(int hoursAgo, SubStatus meaning, String rawCode, String place, String words) {}

    private static final List<Step> WAY = List.of(
            new Step(71, SubStatus.ORDER_CREATED, "103", "", "商家已下单，等待揽收"),
            new Step(66, SubStatus.PICKED_UP, "103", "广州天河公司", "【广州天河公司】已揽收"),
            new Step(58, SubStatus.DEPARTED_HUB, "1002", "广州转运中心", "快件已由【广州转运中心】发往【北京转运中心】"),
            new Step(29, SubStatus.ARRIVED_HUB, "1001", "北京转运中心", "快件已到达【北京转运中心】"),
            new Step(22, SubStatus.ARRIVED_DESTINATION_CITY, "1003", "北京朝阳公司", "快件已到达【北京朝阳公司】"),
            new Step(5, SubStatus.OUT_FOR_DELIVERY, "5", "北京朝阳公司", "派件员正在为您派件，电话 138****0000"));

    static Scene anew() {
        String merchant = "w" + number();
        return new Scene(merchant, merchant + "-key");
    }

    /** A key that does not show the parcels which nobody registered: other tests leave some. */
    String own(Merchants merchants) {
        return further(merchants, "register", "read");
    }

    /** A further key of the merchant's, for some scopes alone. */
    String further(Merchants merchants, String... scopes) {
        String further = key + "-" + String.join("-", scopes);
        merchants.add(merchant, further, scopes);
        return further;
    }

    /** A parcel that came so far along its way. */
    Parcel parcel(String carrier, String number, String order, int steps) {
        return parcel(carrier, number, order, steps, null, Monitoring.ACTIVE);
    }

    /** The same, after which something else happened an hour ago. */
    Parcel parcel(String carrier, String number, String order, int steps, SubStatus end, Monitoring monitoring) {
        register(carrier, number, order, "");
        return new Parcel(carrier, number).tell(steps, end, monitoring);
    }

    void register(String carrier, String number, String order, String more) {
        as(key).contentType(ContentType.JSON)
                .body("{\"carrier\": \"" + carrier + "\", \"trackingNumber\": \"" + number + "\", \"orderId\": \""
                        + order + "\"" + more + "}")
                .post("/v1/shipments")
                .then()
                .statusCode(201);
    }

    /** A parcel of STO's for which money waits. */
    Ledger owed(String number) {
        register("sto", number, "SO-" + number, ", \"settlement\": " + onerway("T" + number));
        return Ledger.of(merchant, number);
    }

    /** Waits until the parcel is where it was told to be. */
    void shows(ShipmentId id, ShipmentStatus status) {
        await().atMost(SOON).untilAsserted(() -> as(key).get("/v1/shipments/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo(status.name())));
    }

    /** Waits until the ledger's word about a settlement has arrived. */
    void shows(Ledger ledger) {
        await().atMost(SOON).untilAsserted(() -> as(key).get("/v1/settlements/" + ledger.id())
                .then()
                .statusCode(200)
                .body("revision", equalTo((int) ledger.revision())));
    }

    /** What was ordered about the settlement of a number, once anything was. */
    List<Command> commands(String number) {
        return commandsAbout(Ledger.id(number).toString());
    }

    /** What was ordered about something, once anything was. */
    List<Command> commandsAbout(String id) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(
                                Topics.COMMANDS, SOON, all -> all.stream().anyMatch(record -> id.equals(record.key())))
                        .stream()
                        .filter(record -> id.equals(record.key()))
                        .map(ConsumerRecord::value)
                        .toList();
    }

    /** What the services would publish about one number. */
    record Parcel(String carrier, String number) {

        ShipmentId id() {
            return ShipmentId.of(carrier, number);
        }

        private Parcel tell(int steps, SubStatus end, Monitoring monitoring) {
            TopicWriter topics = new TopicWriter(SharedKafka.bootstrapServers());
            for (int i = 0; i < steps; i++) {
                topics.write(Topics.EVENTS, id().toString(), event(i + 1, WAY.get(i)));
            }
            Step last = end == null
                    ? WAY.get(steps - 1)
                    : new Step(
                            1,
                            end,
                            "301",
                            "北京朝阳公司",
                            end.status() == ShipmentStatus.DELIVERED ? "已签收，签收人：本人" : "快件异常，请联系网点");
            long sequence = steps;
            if (end != null) {
                sequence++;
                topics.write(Topics.EVENTS, id().toString(), event(sequence, last));
            }
            topics.write(Topics.LATEST, id().toString(), shipment(last, sequence, monitoring));
            return this;
        }

        /** One further scan, now. */
        void now(long sequence, SubStatus meaning, String words) {
            scanned(0, sequence, meaning, words);
        }

        /** One further scan, made so many hours ago. */
        void scanned(int hoursAgo, long sequence, SubStatus meaning, String words, Flag... flags) {
            TopicWriter topics = new TopicWriter(SharedKafka.bootstrapServers());
            Step step = new Step(hoursAgo, meaning, "301", "北京朝阳公司", words);
            topics.write(Topics.EVENTS, id().toString(), event(sequence, step));
            topics.write(Topics.LATEST, id().toString(), shipment(step, sequence, Monitoring.ACTIVE, flags));
        }

        private Shipment shipment(Step last, long sequence, Monitoring monitoring, Flag... flags) {
            boolean delivered = last.meaning.status() == ShipmentStatus.DELIVERED;
            return new Shipment(
                    id(),
                    carrier,
                    number,
                    null,
                    true,
                    last.meaning.status(),
                    last.meaning,
                    delivered ? Monitoring.ENDED : monitoring,
                    null,
                    List.of(),
                    delivered ? at(last) : null,
                    at(last),
                    scan(sequence),
                    Set.of(flags),
                    sequence,
                    sequence);
        }

        private TrackingEvent event(long sequence, Step step) {
            return new TrackingEvent(
                    scan(sequence),
                    TrackingEvent.Type.EVENT,
                    null,
                    id(),
                    carrier,
                    number,
                    sequence,
                    step.meaning.status(),
                    step.meaning,
                    at(step),
                    at(step).toInstant().plusSeconds(8),
                    step.words,
                    new Location(step.place.isEmpty() ? null : step.place, null),
                    "kuaidi100",
                    step.rawCode,
                    Leg.SINGLE,
                    Evidence.SIGNED_PUSH,
                    "kuaidi100:" + step.rawCode,
                    "kuaidi100@3",
                    "waymark.raw.v1-0@" + sequence + "#raw-" + sequence,
                    false,
                    false);
        }

        private UUID scan(long sequence) {
            return NameBasedId.of(id().value(), "event:" + sequence);
        }

        private static OffsetDateTime at(Step step) {
            return NOW.minus(Duration.ofHours(step.hoursAgo)).atOffset(CHINA);
        }
    }
}
