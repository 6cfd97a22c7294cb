package io.waymark.console.rebuild;

import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.SharedPostgres;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The tables behind the console, by a connection beside its own. */
record Tables(Connection database) implements AutoCloseable {

    static Tables open() throws SQLException {
        return new Tables(DriverManager.getConnection(SharedPostgres.jdbcUrl()));
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** All rows of a table {@code t}, in an order of their own. */
    String text(String from) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery("select string_agg(t::text, e'\\n' order by t::text) from " + from)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** All that the read model holds of some shipments, by table. */
    Map<String, String> rows(ShipmentId... shipments) throws SQLException {
        String mine = Stream.of(shipments).map(ShipmentId::toString).collect(Collectors.joining("', '", "('", "')"));
        Map<String, String> rows = new TreeMap<>();
        for (String table : new String[] {
            "shipment",
            "shipment_number",
            "shipment_listing",
            "tracking_event",
            "shipment_revision",
            "shipment_month",
            "journey"
        }) {
            rows.put(table, text("console_read." + table + " t where t.shipment_id in " + mine));
        }
        rows.put(
                "settlement",
                text("console_read.settlement t where t.settlement_id in"
                        + " (select settlement_id from console.settlement_binding where shipment_id in " + mine + ")"));
        return rows;
    }

    /** The events into another schema, as pg_dump and pg_restore do it: by COPY, through a text. */
    void backUp(String schema) throws Exception {
        run("drop schema if exists " + schema + " cascade");
        run("create schema " + schema);
        for (String table : new String[] {"tracking_event", "shipment_revision"}) {
            run("create table %1$s.%2$s (like console_read.%2$s)".formatted(schema, table));
            StringWriter copy = new StringWriter();
            CopyManager copies = database.unwrap(PGConnection.class).getCopyAPI();
            copies.copyOut("copy (select * from console_read." + table + ") to stdout", copy);
            copies.copyIn("copy " + schema + "." + table + " from stdin", new StringReader(copy.toString()));
        }
    }
}
