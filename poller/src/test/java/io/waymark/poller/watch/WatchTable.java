package io.waymark.poller.watch;

import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.SharedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables as they stand, seen and changed by a connection of the test's own. */
final class WatchTable {

    /** A row. Times are null where the column is. */
    record Row(
            long id,
            String provider,
            String carrier,
            int number,
            String merchantId,
            String tracking,
            String phone,
            long revision,
            Instant heardAt,
            String heardStatus,
            boolean told,
            String purpose,
            int rank,
            Instant nextAt,
            long attempt,
            boolean healed,
            boolean held,
            Instant silentSince,
            String endReason) {}

    Optional<Row> row(String trackingNumber) {
        return query("select * from poller.watch where tracking_number = ?", WatchTable::row, trackingNumber).stream()
                .findFirst();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("provider"),
                row.getString("carrier"),
                row.getInt("number"),
                row.getString("merchant_id"),
                row.getString("tracking"),
                row.getString("phone"),
                row.getLong("revision"),
                time(row, "heard_at"),
                row.getString("heard_status"),
                row.getBoolean("told"),
                row.getString("purpose"),
                row.getInt("rank"),
                time(row, "next_at"),
                row.getLong("attempt"),
                row.getBoolean("healed"),
                row.getBoolean("held"),
                time(row, "silent_since"),
                row.getString("end_reason"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    /** The revision of what is known of a shipment; empty if nothing is. */
    Optional<Long> parcelRevision(ShipmentId shipment) {
        return query(
                        "select revision from poller.parcel where shipment_id = ?",
                        row -> row.getLong(1),
                        shipment.value())
                .stream()
                .findFirst();
    }

    long count(String statement, Object... parameters) {
        return query(statement, row -> row.getLong(1), parameters).get(0);
    }

    List<String> lines(String statement, Object... parameters) {
        return query(statement, row -> row.getString(1), parameters);
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

    /** Reads a row. */
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> query(String statement, Reader<T> reader, Object... parameters) {
        try (Connection connection = open();
                PreparedStatement query = connection.prepareStatement(statement)) {
            set(query, parameters);
            ResultSet rows = query.executeQuery();
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static Connection open() throws SQLException {
        return DriverManager.getConnection(SharedPostgres.jdbcUrl());
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int index = 0; index < parameters.length; index++) {
            Object parameter = parameters[index];
            statement.setObject(index + 1, parameter instanceof Instant time ? Timestamp.from(time) : parameter);
        }
    }
}
