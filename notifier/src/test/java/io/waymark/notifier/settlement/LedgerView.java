package io.waymark.notifier.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The ledger as an operator with a database client sees it. */
final class LedgerView {

    private final DataSource database;

    LedgerView(DataSource database) {
        this.database = database;
    }

    String stateOf(UUID settlementId) {
        List<String> states = texts("select state from notifier.settlement where settlement_id = ?", settlementId);
        return states.isEmpty() ? "" : states.get(0);
    }

    String reasonOf(UUID settlementId) {
        return texts("select reason from notifier.settlement where settlement_id = ?", settlementId)
                .get(0);
    }

    /** Every state it was in, oldest first. */
    List<String> historyOf(UUID settlementId) {
        return texts(
                "select to_state from notifier.settlement_change where settlement_id = ? order by revision",
                settlementId);
    }

    /** The states it went through, oldest first, each stay once. */
    List<String> statesOf(UUID settlementId) {
        List<String> states = new ArrayList<>();
        for (String state : historyOf(settlementId)) {
            if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
                states.add(state);
            }
        }
        return states;
    }

    /** Every call with what it came to, oldest first, e.g. {@code UPLOAD NO_ANSWER}. */
    List<String> callsOf(UUID settlementId) {
        return texts(
                "select kind || ' ' || outcome from notifier.settlement_attempt where settlement_id = ? order by id",
                settlementId);
    }

    List<String> outcomesOf(UUID settlementId) {
        return texts(
                "select outcome from notifier.settlement_attempt where settlement_id = ? order by id", settlementId);
    }

    List<String> texts(String sql, UUID settlementId) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, settlementId);
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Changes a row behind the notifier's back, as a crash would have left it. */
    int update(String sql, UUID settlementId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, settlementId);
            return statement.executeUpdate();
        }
    }

    void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
