package io.waymark.console.transfer;

import io.waymark.console.csv.CsvTable;
import java.util.List;

/** Lines that were not registered as rows, one for each field at fault. */
final class ErrorTable {

    private ErrorTable() {}

    /** The first part of a table, with its head. */
    static byte[] first(List<LineError> errors) {
        return filled(new CsvTable("line", "field", "reason"), errors);
    }

    /** A further part. */
    static byte[] next(List<LineError> errors) {
        return filled(CsvTable.more(), errors);
    }

    private static byte[] filled(CsvTable table, List<LineError> errors) {
        errors.forEach(line -> line.errors().forEach(error -> table.row(line.line(), error.field(), error.message())));
        return table.bytes();
    }
}
