package io.waymark.notifier.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/** A record that fails each time is set aside, and holds up no other. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(GatewayResource.class)
class DeadLetterIT extends LedgerCases {

    /** The events' topic, written without regard to what may be in it. */
    private static final Topic<String, byte[]> RAW =
            new Topic<>(Topics.EVENTS.name(), Serdes.String(), Serdes.ByteArray(), Optional.empty());

    private static final String BEYOND_POSTGRES = "+300000-01-01T00:00:00Z";

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters(Topic<?, ?> topic, Parcel parcel, int atLeast) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(
                                topic.deadLettersOf(Topics.NOTIFIER_GROUP),
                                PATIENCE,
                                records -> about(parcel, records).size() >= atLeast)
                        .stream()
                        .filter(record -> isAbout(parcel, record))
                        .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> about(
            Parcel parcel, List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().filter(record -> isAbout(parcel, record)).toList();
    }

    /** Those of the reader that is not the ledger's left out. */
    private static boolean isAbout(Parcel parcel, ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8).equals(parcel.id.toString())
                && !header(record, "dead-letter-reason").startsWith("webhooks: ");
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return CloudEvent.header(record.headers(), name);
    }

    @Test
    void whatCannotBeReadIsSetAsideAndTheRestGoesOn() {
        Parcel parcel = new Parcel("N23");
        byte[] poison = "{\"eventId\": 13812341234".getBytes(UTF_8);
        parcel.registered();
        new TopicWriter(SharedKafka.bootstrapServers()).write(RAW, parcel.id.toString(), poison);
        parcel.scannedAt(SubStatus.SIGNED, Instant.now());

        awaitState(parcel, SettlementState.ACKNOWLEDGED);

        ConsumerRecord<byte[], byte[]> dead =
                deadLetters(Topics.EVENTS, parcel, 1).get(0);
        assertThat(dead.value()).isEqualTo(poison);
        assertThat(header(dead, "dead-letter-topic")).isEqualTo("waymark.events.v1");
        assertThat(header(dead, "dead-letter-reason")).isEqualTo("unreadable: SerializationException");
        assertThat(header(dead, "dead-letter-offset")).containsOnlyDigits();
        assertThat(header(dead, "dead-letter-partition")).containsOnlyDigits();
    }

    /** A character that no text in PostgreSQL can hold (SQLSTATE 22). */
    @Test
    void whatPostgresRefusesIsSetAsideAndTheRestGoesOn() {
        Parcel parcel = new Parcel("N24");
        Parcel refused = new Parcel("N24\u0000");
        parcel.registered();
        awaitState(parcel, SettlementState.OWED);

        refused.registered();
        parcel.scanned(SubStatus.SIGNED);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(deadLetters(Topics.SHIPMENTS, refused, 1))
                .extracting(record -> header(record, "dead-letter-reason"))
                .containsExactly("refused by the database");
    }

    @Test
    void aTimeBeyondTheCalendarIsSetAsideAndTheRestGoesOn() {
        Parcel odd = new Parcel("N25");
        Parcel parcel = new Parcel("N26");
        odd.registered();
        parcel.registered();
        awaitState(odd, SettlementState.OWED);

        TrackingEvent beyondPostgres = odd.scannedAt(SubStatus.SIGNED, Instant.parse(BEYOND_POSTGRES));
        String beyondCalendars = new String(JsonSerde.of(TrackingEvent.class).write(beyondPostgres), UTF_8)
                .replace(BEYOND_POSTGRES, "+1000000000-12-31T23:59:59Z");
        new TopicWriter(SharedKafka.bootstrapServers()).write(RAW, odd.id.toString(), beyondCalendars.getBytes(UTF_8));
        parcel.scanned(SubStatus.SIGNED);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(deadLetters(Topics.EVENTS, odd, 2))
                .extracting(record -> header(record, "dead-letter-reason"))
                .containsExactly("unusable: IllegalArgumentException", "unusable: DateTimeException");
        assertThat(ledger.stateOf(odd.settlementId)).isEqualTo("OWED");
    }

    @Test
    void whatTheReaderOfWebhooksCannotTakeIsSetAsideByItToo() {
        Parcel odd = new Parcel("N25W");
        odd.scannedAt(SubStatus.SIGNED, Instant.parse(BEYOND_POSTGRES));

        new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(Topics.EVENTS.deadLettersOf(Topics.NOTIFIER_GROUP), PATIENCE, records -> records.stream()
                        .filter(record -> new String(record.key(), UTF_8).equals(odd.id.toString()))
                        .anyMatch(record -> header(record, "dead-letter-reason")
                                .equals("webhooks: unreadable: IllegalArgumentException")));
    }

    /** Each fact of the parcel meets the same wall; none of them holds up another parcel. */
    @Test
    void whatOurOwnRulesCannotTakeIsSetAsideAndTheRestGoesOn() throws SQLException {
        Parcel spoilt = new Parcel("N28");
        Parcel parcel = new Parcel("N29");
        spoilt.registered();
        parcel.registered();
        awaitState(spoilt, SettlementState.OWED);
        ledger.update(
                "update notifier.registration_fact set terms = 'spoilt' where shipment_id = ?", spoilt.id.value());

        spoilt.scanned(SubStatus.SIGNED);
        parcel.scanned(SubStatus.SIGNED);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(deadLetters(Topics.EVENTS, spoilt, 1))
                .extracting(record -> header(record, "dead-letter-reason"))
                .containsExactly("unusable: IllegalStateException");
    }
}
