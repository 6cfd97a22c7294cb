package io.waymark.console.transfer;

import io.waymark.console.csv.CsvTable;
import java.util.List;
import java.util.function.Function;

/** Lines that were not registered as rows, one for each field at fault. */
final class ErrorTable {

    private ErrorTable() {}

    /** Writes the table part by part. */
    static Function<List<LineError>, byte[]> parts() {
        return CsvTable.parts(ErrorTable::rows, "line", "field", "reason");
    }

    private static void rows(CsvTable table, LineError line) {
        line.errors().forEach(error -> table.row(line.line(), error.field(), error.message()));
    }
}
