package com.example.parcels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The tables of {@code schema.sql}. Each poll's records and how far they go are one transaction. */
final class Tables implements AutoCloseable {

    /** The same in all processes, so that no two wait for each other: PostgreSQL would end one of them. */
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    /** SQLSTATE of values that PostgreSQL does not take (22), or that break a promise of the table (23). */
    private static final Pattern REFUSED = Pattern.compile("2[23]...");

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

    private static final String FORGET =
            """
            delete from parcel_event e where read_at < ?::timestamptz
            and not exists (select from parcel p where p.shipment_id = e.shipment_id)""";

    private static final String KEEP_UNREADABLE =
            """
            insert into unreadable (topic, partition, record_offset, reason)
            values (?, ?::integer, ?::bigint, ?) on conflict do nothing""";

    private static final String BEGIN =
            """
            insert into reading_position (topic, partition, next_offset) values (?, ?::integer, ?::bigint)
            on conflict do nothing""";

    /** Keeps others who write of this partition waiting until the end of the transaction. */
    private static final String POSITION =
            "select next_offset from reading_position where topic = ? and partition = ? for update";

    private static final String KEEP_POSITION =
            "update reading_position set next_offset = ?::bigint where topic = ? and partition = ?::integer";

    private final Connection database;

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
        tables.database.commit();
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

    /**
     * Notes where reading begins, so that it does not begin somewhere else after a restart.
     *
     * @return what is read next; another than the given offset if another process was the first to begin
     */
    long begin(TopicPartition partition, long offset) throws SQLException {
        run(BEGIN, partition.topic(), partition.partition(), offset);
        long begun = position(partition);
        database.commit();
        return begun;
    }

    /** Passes over what is applied already: whoever had a partition before may still be writing what it had read. */
    void apply(ConsumerRecords<String, byte[]> records) throws SQLException {
        List<TopicPartition> partitions =
                records.nextOffsets().keySet().stream().sorted(ORDER).toList();
        for (TopicPartition partition : partitions) {
            long position = position(partition);
            for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                if (record.offset() >= position) {
                    applyOrSetAside(record);
                }
            }
            long next = records.nextOffsets().get(partition).offset();
            run(KEEP_POSITION, Math.max(position, next), partition.topic(), partition.partition());
        }
        database.commit();
    }

    private void applyOrSetAside(ConsumerRecord<String, byte[]> record) throws SQLException {
        Savepoint before = database.setSavepoint();
        try {
            apply(record);
        } catch (UnreadableException e) {
            setAside(record, e.getMessage());
        } catch (SQLException e) {
            if (!REFUSED.matcher(String.valueOf(e.getSQLState())).matches()) {
                throw e;
            }
            database.rollback(before);
            setAside(record, "refused by the database: " + e.getSQLState());
        }
        database.releaseSavepoint(before);
    }

    private void apply(ConsumerRecord<String, byte[]> record) throws SQLException, UnreadableException {
        if (record.topic().equals(ParcelTable.EVENTS)) {
            run(KEEP_EVENT, Told.event(record.value()));
        } else if (record.value() == null) { // a tombstone
            run(ERASE_PARCEL, Told.erased(record.key()));
            run(ERASE_EVENTS, Told.erased(record.key()));
        } else {
            run(KEEP_PARCEL, Told.parcel(record.value()));
        }
    }

    private void setAside(ConsumerRecord<String, byte[]> record, String reason) throws SQLException {
        run(KEEP_UNREADABLE, record.topic(), record.partition(), record.offset(), reason);
    }

    /** By the clock of the database. */
    Instant now() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select now()")) {
            row.next();
            Instant now = row.getObject(1, OffsetDateTime.class).toInstant();
            database.commit();
            return now;
        }
    }

    /** Deletes events of which there is no parcel, if they were read before that time. */
    void forget(Instant readBefore) throws SQLException {
        run(FORGET, readBefore);
        database.commit();
    }

    /** What is read next of one that was begun. */
    private long position(TopicPartition partition) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(POSITION)) {
            statement.setString(1, partition.topic());
            statement.setInt(2, partition.partition());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("not begun: " + partition);
                }
                return row.getLong(1);
            }
        }
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
