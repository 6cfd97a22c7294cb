package io.waymark.examples;

import static io.waymark.examples.Publisher.after;
import static io.waymark.examples.Publisher.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Where the sample that keeps a table of parcels begins to read, and where it goes on. */
class JavaConsumerStartIT extends JavaConsumerCases {

    @Test
    void readingBeginsWhereItIsToldTo() {
        long dayAgo = Instant.now().minus(Duration.ofDays(1)).toEpochMilli();
        TrackingEvent old = event("JB1", 1, SubStatus.MOVING);
        TrackingEvent recent = event("JB1", 2, SubStatus.MOVING);
        publisher.tell(old, dayAgo);
        RecordMetadata at = publisher.tell(recent, dayAgo + 3_600_000);
        publisher.tell(after(recent, 2));
        Map<String, String> places = Map.of(
                "time",
                Instant.ofEpochMilli(dayAgo + 1).toString(),
                "record_offset",
                at.partition() + ":" + at.offset(),
                "latest",
                "latest",
                "earliest",
                "earliest");
        Map<String, Schema> schemas = new HashMap<>();
        places.forEach((name, from) -> {
            Schema schema = new Schema("begins_" + name);
            consumer(schema, Map.of("FROM", from, "GROUP", "begins-" + name));
            schemas.put(name, schema);
        });
        schemas.values()
                .forEach(schema ->
                        eventually(() -> assertThat(schema.rows(PARCELS, "JB1")).hasSize(1)));
        schemas.values().forEach(JavaConsumerStartIT::awaitBegun);
        TrackingEvent next = event("JB1", 3, SubStatus.SIGNED);
        publisher.tell(next);

        Map<String, List<TrackingEvent>> found = Map.of(
                "time", List.of(recent, next),
                "record_offset", List.of(recent, next),
                "latest", List.of(next),
                "earliest", List.of(old, recent, next));
        found.forEach(
                (name, events) -> eventually(() -> assertThat(schemas.get(name).rows(EVENTS, "JB1"))
                        .containsExactly("JB1 " + String.join(" ", ids(events)))));
    }

    /** What was read is not read again, and what came meanwhile is not passed over. */
    @Test
    void readingGoesOnWhereItStoppedWhereverItBegan() {
        Schema schema = new Schema("goes_on");
        TrackingEvent read = event("JG1", 1, SubStatus.MOVING);
        TrackingEvent meanwhile = event("JG1", 2, SubStatus.MOVING);
        publisher.tell(after(meanwhile, 2));
        Sample first = consumer(schema, Map.of("FROM", "latest"));
        awaitBegun(schema);
        publisher.tell(read);
        eventually(() -> assertThat(schema.rows(EVENTS, "JG1")).hasSize(1));
        first.kill();

        schema.rows("delete from parcel_event where event_id = ?", read.eventId());
        publisher.tell(meanwhile);
        consumer(schema, Map.of("FROM", "latest"));

        eventually(() -> assertThat(schema.rows(EVENTS, "JG1")).containsExactly("JG1 " + meanwhile.eventId()));
    }

    private static void awaitBegun(Schema schema) {
        eventually(() -> assertThat(schema.rows("select 1 from reading_position where topic = ?", Topics.EVENTS.name()))
                .hasSize(6));
    }

    private static List<String> ids(List<TrackingEvent> events) {
        return events.stream().map(event -> event.eventId().toString()).toList();
    }
}
