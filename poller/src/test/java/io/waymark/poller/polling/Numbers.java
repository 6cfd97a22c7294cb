package io.waymark.poller.polling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.SharedPostgres;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sealing.Sealing;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;

/** The numbers that are followed at Kuaidi100, put there and seen by a connection of the test's own. */
final class Numbers {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Between two queries of one number, at the tests' speed. */
    static final Duration GAP = Duration.ofMillis(1800);

    /** Forgets what other tests have left. Tables are locked in the order in which the service locks them. */
    void clear() {
        change("truncate poller.number_use, poller.provider_pace, poller.provider_pause, poller.watch");
    }

    /** One that is due at once. */
    void due(String number) {
        change(
                "insert into poller.watch (shipment_id, provider, carrier, tracking_number, tracking, merchant_id,"
                        + " registered_at, revision, heard_at, purpose, next_at)"
                        + " values (?, 'kuaidi100', 'yto', ?, 'PULL', 'acme', now(), 1, now(), 'POLL', now())",
                ShipmentId.of("yto", number).value(),
                number);
    }

    /** Whether a condition holds for a number's row. */
    boolean is(String number, String condition) {
        return count("select count(*) from poller.watch where tracking_number = ? and " + condition, number) == 1;
    }

    boolean isAnswered(String number) {
        return is(number, "answered_at is not null and not calling");
    }

    /** What was filed of a number's answers, once it is as wanted. */
    List<RawPayload> filed(String number, Predicate<List<RawPayload>> wanted) {
        return values(records(number, records -> wanted.test(values(records))));
    }

    /** The records of a number's answers, once there are so many. */
    List<ConsumerRecord<String, RawPayload>> records(String number, int least) {
        return records(number, records -> records.size() >= least);
    }

    private static List<ConsumerRecord<String, RawPayload>> records(
            String number, Predicate<List<ConsumerRecord<String, RawPayload>>> wanted) {
        String key = ShipmentId.of("yto", number).toString();
        return with(Topics.RAW, key, wanted);
    }

    private static List<RawPayload> values(List<ConsumerRecord<String, RawPayload>> records) {
        return records.stream().map(ConsumerRecord::value).toList();
    }

    private static <V> List<ConsumerRecord<String, V>> with(
            Topic<String, V> topic, String key, Predicate<List<ConsumerRecord<String, V>>> wanted) {
        return with(
                key,
                new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(topic, PATIENCE, records -> wanted.test(with(key, records))));
    }

    private static <V> List<ConsumerRecord<String, V>> with(String key, List<ConsumerRecord<String, V>> records) {
        return records.stream().filter(each -> key.equals(each.key())).toList();
    }

    /** What an answer says, to those who have its key and the master key. */
    String opened(RawPayload raw) {
        List<ConsumerRecord<String, WrappedKey>> keys = keys(raw, 1);
        Sealing sealing = Sealing.configured(name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
        String context = Sealing.context(raw.shipmentId(), raw.id());
        return new String(sealing.open(raw.body(), keys.get(keys.size() - 1).value(), context), UTF_8);
    }

    /** What was filed to open a record with, once it was filed so often. */
    List<ConsumerRecord<String, WrappedKey>> keys(RawPayload raw, int times) {
        return with(Topics.KEYS, WrappedKey.topicKey(raw.shipmentId(), raw.id()), keys -> keys.size() >= times);
    }

    long count(String statement, Object... parameters) {
        try (Connection connection = open();
                PreparedStatement query = connection.prepareStatement(statement)) {
            set(query, parameters);
            ResultSet rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void change(String statement, Object... parameters) {
        try (Connection connection = open();
                PreparedStatement change = connection.prepareStatement(statement)) {
            set(change, parameters);
            change.execute();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Connection open() throws SQLException {
        return DriverManager.getConnection(SharedPostgres.jdbcUrl());
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int index = 0; index < parameters.length; index++) {
            statement.setObject(index + 1, parameters[index]);
        }
    }
}
