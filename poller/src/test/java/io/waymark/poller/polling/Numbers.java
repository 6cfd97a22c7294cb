package io.waymark.poller.polling;

import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.SharedPostgres;
import io.waymark.sandbox.infra.TopicReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The numbers that are followed at Kuaidi100, put there and seen by a connection of the test's own. */
final class Numbers {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Between two queries of one number, at the tests' speed. */
    static final Duration GAP = Duration.ofMillis(1800);

    /** Forgets what other tests have left. */
    void clear() {
        change("truncate poller.watch, poller.number_use, poller.provider_pace, poller.provider_pause");
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
        String key = ShipmentId.of("yto", number).toString();
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(
                                Topics.RAW,
                                PATIENCE,
                                records -> wanted.test(records.stream()
                                        .filter(record -> key.equals(record.key()))
                                        .map(record -> record.value())
                                        .toList()))
                        .stream()
                        .filter(record -> key.equals(record.key()))
                        .map(record -> record.value())
                        .toList();
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
