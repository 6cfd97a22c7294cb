package io.waymark.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where everything is, as a table to print. */
final class Directions {

    private Directions() {}

    static String table(DataDirectory data) {
        List<String> rows = new ArrayList<>();
        Part.services()
                .forEach(part -> rows.add(row(
                        part.label(),
                        "http://localhost:" + part.port(),
                        "health and metrics at http://localhost:" + part.managementPort() + "/q")));
        rows.add(row("sandbox", "http://localhost:" + Part.SANDBOX.port(), "plays carriers and gateways"));
        rows.add(row("kafka", "localhost:" + Part.KAFKA.port(), "PLAINTEXT"));
        rows.add(row("postgresql", "localhost:" + Part.POSTGRESQL.port(), "database, user and password waymark"));
        rows.add(row("logs", data.path().resolve("logs").toString(), ""));
        return "\n" + String.join("\n", rows) + "\n";
    }

    private static String row(String name, String address, String remark) {
        return String.format(Locale.ROOT, "  %-15s %-24s %s", name, address, remark)
                .stripTrailing();
    }
}
