package io.waymark.examples;

import io.waymark.sandbox.infra.SharedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A sample's tables, apart from those of other tests. */
public final class Schema {

    private final String url;

    public Schema(String name) {
        url = SharedPostgres.jdbcUrl() + "&currentSchema=" + name;
        rows("create schema " + name);
    }

    /** For JDBC, with user and password. */
    public String url() {
        return url;
    }

    /** What a query finds, each row with its columns joined by blanks; nothing if it is no query. */
    public List<String> rows(String sql, Object... values) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.execute() ? read(statement.getResultSet()) : List.of();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> read(ResultSet found) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (found.next()) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                columns.add(found.getString(i));
            }
            rows.add(String.join(" ", columns));
        }
        return rows;
    }
}
