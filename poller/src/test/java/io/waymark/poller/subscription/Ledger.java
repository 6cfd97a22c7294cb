package io.waymark.poller.subscription;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The table as it stands. */
final class Ledger {

    /**
     * A row.
     *
     * @param lastCode null before the first outcome
     */
    record Row(String provider, String state, int attempts, String lastCode, boolean accepted, long revision) {}

    private final DataSource database;

    Ledger(DataSource database) {
        this.database = database;
    }

    Optional<Row> row(String number) {
        String select = "select provider, state, attempts, last_code, accepted_at is not null, revision"
                + " from poller.subscription where tracking_number = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(select)) {
            query.setString(1, number);
            ResultSet rows = query.executeQuery();
            return rows.next() ? Optional.of(row(rows)) : Optional.empty();
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
