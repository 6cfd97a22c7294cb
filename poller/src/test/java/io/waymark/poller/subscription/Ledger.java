package io.waymark.poller.subscription;

import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.SharedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The table as it stands, seen by a connection of the test's own. */
final class Ledger {

    /**
     * A row.
     *
     * @param lastCode null before the first outcome
     */
    record Row(String provider, String state, int attempts, String lastCode, boolean accepted, long revision) {}

    Optional<Row> row(String number) {
        String select = "select provider, state, attempts, last_code, accepted_at is not null, revision"
                + " from poller.subscription where tracking_number = ?";
        try (Connection connection = DriverManager.getConnection(SharedPostgres.jdbcUrl());
                PreparedStatement query = connection.prepareStatement(select)) {
            query.setString(1, number);
            ResultSet rows = query.executeQuery();
            return rows.next() ? Optional.of(row(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Leaves a row as a replica does that dies during its first attempt. */
    void claimedByAReplicaThatDied(String carrier, String number, Duration leaseLeft) {
        String insert = "insert into poller.subscription"
                + " (shipment_id, provider, carrier, tracking_number, revision, attempts, next_attempt_at)"
                + " values (?, 'kuaidi100', ?, ?, 1, 1, now() + ? * interval '1 millisecond')";
        try (Connection connection = DriverManager.getConnection(SharedPostgres.jdbcUrl());
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setObject(1, ShipmentId.of(carrier, number).value());
            statement.setString(2, carrier);
            statement.setString(3, number);
            statement.setLong(4, leaseLeft.toMillis());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getString(1),
                rows.getString(2),
                rows.getInt(3),
                rows.getString(4),
                rows.getBoolean(5),
                rows.getLong(6));
    }
}
