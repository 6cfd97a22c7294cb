package io.waymark.console.report;

import io.waymark.console.csv.CsvTable;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers with a report as a file for spreadsheets. */
public final class ReportFileHandler {

    static final MediaType TABLE = MediaType.valueOf(CsvTable.UTF_8_TYPE);

    private ReportFileHandler() {}

    /** The report as a table. */
    public static Response file(Report report) {
        return Response.ok(report.table().bytes(), TABLE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + report.file() + ".csv\"")
                .build();
    }
}
