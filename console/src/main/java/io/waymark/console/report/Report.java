package io.waymark.console.report;

import io.waymark.console.csv.CsvTable;

/** What can be answered as JSON, or as a table for spreadsheets. */
public interface Report {

    /** What its file is called, without an ending. */
    String file();

    /** The same as a table, a row for each item; sums of all of them are left to the spreadsheet. */
    CsvTable table();
}
