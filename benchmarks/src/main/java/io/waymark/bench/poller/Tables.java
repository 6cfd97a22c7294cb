package io.waymark.bench.poller;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The poller's tables, seen past it. */
final class Tables {

    private Tables() {}

    static long billedNumbers(String url) throws SQLException {
        return number(url, "select count(*) from billed_number");
    }

    /** The first cell of the first row. */
    static long number(String url, String query) throws SQLException {
        return Long.parseLong(lines(url, query).get(0));
    }

    /** The first cell of every row. */
    static List<String> lines(String url, String query) throws SQLException {
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }

    static void execute(String url, List<String> statements) throws SQLException {
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
