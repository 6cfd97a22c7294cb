package com.example.parcels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The tables of {@code schema.sql}. Each poll's records and how far they go are one transaction. */
final class Tables implements AutoCloseable {

    /** A record that was read before, or is older than what is there, changes nothing. */
    private static final String KEEP_PARCEL =
            """
            insert into parcel (shipment_id, carrier, tracking_number, order_id, status, sub_status, monitoring,
                                delivered_at, last_event_at, sequence, revision, document)
            values (?::uuid, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?::bigint, ?::bigint, ?::jsonb)
            on conflict (shipment_id) do update
            set carrier = excluded.carrier, tracking_number = excluded.tracking_number, order_id = excluded.order_id,
                status = excluded.status, sub_status = excluded.sub_status, monitoring = excluded.monitoring,
                delivered_at = excluded.delivered_at, last_event_at = excluded.last_event_at,
                sequence = excluded.sequence, revision = excluded.revision, document = excluded.document
            where parcel.revision < excluded.revision""";

    /** The same fact always has the same id: a repeat changes nothing. */
    private static final String KEEP_EVENT =
            """
            insert into parcel_event (event_id, shipment_id, sequence, type, corrects, status, sub_status, occurred_at,
                                      recorded_at, description, withdrawn, document)
            values (?::uuid, ?::uuid, ?::bigint, ?, ?::uuid, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?::boolean, ?::jsonb)
            on conflict (event_id) do nothing""";

    private static final String ERASE_PARCEL = "delete from parcel where shipment_id = ?::uuid";
    private static final String ERASE_EVENTS = "delete from parcel_event where shipment_id = ?::uuid";

    /** Events of a parcel that was erased are still in their topic for a while; whoever begins anew reads them. */
    private static final String FORGET =
            """
            delete from parcel_event e where read_at < now() - interval '1 hour'
            and not exists (select from parcel p where p.shipment_id = e.shipment_id)""";

    private static final String KEEP_UNREADABLE =
            """
            insert into unreadable (topic, partition, record_offset, reason)
            values (?, ?::integer, ?::bigint, ?) on conflict do nothing""";

    /** Never back: whoever had the partition before may still be at it. */
    private static final String KEEP_POSITION =
            """
            insert into reading_position (topic, partition, next_offset) values (?, ?::integer, ?::bigint)
            on conflict (topic, partition) do update
            set next_offset = greatest(reading_position.next_offset, excluded.next_offset)""";

    private static final long FORGET_EVERY_NANOS = Duration.ofMinutes(10).toNanos();

    private final Connection database;
    private long forgotten;

    private Tables(Connection database) {
        this.database = database;
    }

    /** Connects, and makes the tables if they are not there. */
    static Tables open(String url) throws SQLException, IOException {
        Tables tables = new Tables(DriverManager.getConnection(url));
        tables.database.setAutoCommit(false);
        try (InputStream schema = Tables.class.getResourceAsStream("/schema.sql");
                Statement statement = tables.database.createStatement()) {
            statement.execute(new String(schema.readAllBytes(), UTF_8));
        }
        tables.forget();
        return tables;
    }

    /** What is read next, of every partition that was begun. */
    Map<TopicPartition, Long> positions() throws SQLException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select topic, partition, next_offset from reading_position")) {
            while (rows.next()) {
                positions.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        }
        database.commit();
        return positions;
    }

    /** Notes where reading begins, so that it does not begin somewhere else after a restart. */
    void begin(TopicPartition partition, long offset) throws SQLException {
        run(KEEP_POSITION, partition.topic(), partition.partition(), offset);
        database.commit();
    }

    void apply(ConsumerRecords<String, byte[]> records) throws SQLException {
        for (ConsumerRecord<String, byte[]> record : records) {
            apply(record);
        }
        for (var next : records.nextOffsets().entrySet()) {
            TopicPartition partition = next.getKey();
            run(
                    KEEP_POSITION,
                    partition.topic(),
                    partition.partition(),
                    next.getValue().offset());
        }
        database.commit();
        if (System.nanoTime() - forgotten > FORGET_EVERY_NANOS) {
            forget();
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) throws SQLException {
        try {
            if (record.topic().equals(ParcelTable.EVENTS)) {
                run(KEEP_EVENT, Told.event(record.value()));
            } else if (record.value() == null) { // a tombstone
                run(ERASE_PARCEL, Told.erased(record.key()));
                run(ERASE_EVENTS, Told.erased(record.key()));
            } else {
                run(KEEP_PARCEL, Told.parcel(record.value()));
            }
        } catch (UnreadableException e) {
            run(KEEP_UNREADABLE, record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private void forget() throws SQLException {
        run(FORGET);
        database.commit();
        forgotten = System.nanoTime();
    }

    private void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i] == null ? null : values[i].toString());
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
