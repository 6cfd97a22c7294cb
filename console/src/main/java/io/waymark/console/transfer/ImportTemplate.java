package io.waymark.console.transfer;

import io.waymark.console.csv.CsvTable;

/** A file for imports with nothing but its head, to be filled in with a spreadsheet. */
public final class ImportTemplate {

    private ImportTemplate() {}

    /** Every column, by its field's name or in Chinese. */
    public static byte[] bytes(boolean inChinese) {
        return new CsvTable(Columns.names(inChinese).toArray(String[]::new)).bytes();
    }
}
