package io.waymark.bench.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What PostgreSQL takes for the same by COPY alone. */
final class CopyLimit {

    private static final List<String> TABLES = List.of(
            "console.registered_shipment",
            "console.registration",
            "console_read.shipment",
            "console_read.shipment_number",
            "console_read.shipment_listing",
            "console_read.journey");

    private final Connection database;
    private final CopyManager copies;

    CopyLimit(Connection database) throws SQLException {
        this.database = database;
        this.copies = database.unwrap(PGConnection.class).getCopyAPI();
    }

    /** Seconds for the bytes of the file into a table without an index. */
    double file(Path file) throws SQLException, IOException {
        run("create table limit_of_file (number text, carrier text, ordered text, origin text, destination text,"
                + " phone text, labels text, cod text)");
        long begun = System.nanoTime();
        try (InputStream in = Files.newInputStream(file)) {
            copies.copyIn("copy limit_of_file from stdin (format csv, header)", in);
        }
        return seconds(begun);
    }

    /** Seconds for the rows that the import left, into the same tables with the same indexes. */
    double rows() throws SQLException, IOException {
        double seconds = 0;
        for (String table : TABLES) {
            Path file = Files.createTempFile("waymark-bench", ".copy");
            try (OutputStream out = Files.newOutputStream(file)) {
                copies.copyOut("copy " + table + " to stdout (format binary)", out);
            }
            run("create table limit_of_rows (like " + table + " including all)");
            long begun = System.nanoTime();
            try (InputStream in = Files.newInputStream(file)) {
                copies.copyIn("copy limit_of_rows from stdin (format binary)", in);
            }
            seconds += seconds(begun);
            run("drop table limit_of_rows");
            Files.delete(file);
        }
        return seconds;
    }

    /** Seconds for the documents of all shipments, in the order of the list, as CSV. */
    double export() throws SQLException, IOException {
        long begun = System.nanoTime();
        copies.copyOut(
                """
                copy (select s.document, r.order_id, l.listed_at from console_read.shipment_listing l
                  join console_read.shipment s on s.shipment_id = l.shipment_id
                  join console.registration r on r.shipment_id = l.shipment_id and r.merchant_id = l.merchant_id
                  where l.main order by l.listed_at desc, l.shipment_id desc) to stdout (format csv)""",
                OutputStream.nullOutputStream());
        return seconds(begun);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
