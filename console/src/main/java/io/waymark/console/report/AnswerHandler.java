package io.waymark.console.report;

import io.waymark.console.csv.CsvTable;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;

/** Answers with a report in the form that the caller accepts: as JSON unless it would rather have a table. */
final class AnswerHandler {

    private static final MediaType TABLE = MediaType.valueOf(CsvTable.UTF_8_TYPE);

    private static final List<Variant> FORMS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, TABLE).build();

    private AnswerHandler() {}

    static boolean wantsTable(Request request) {
        Variant form = request.selectVariant(FORMS);
        return form != null && form.getMediaType().isCompatible(TABLE);
    }

    static Response answer(Request request, Report report) {
        return wantsTable(request)
                ? table(report.file(), report.table().bytes())
                : Response.ok(report, MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static Response table(String file, byte[] table) {
        return Response.ok(table, TABLE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + ".csv\"")
                .build();
    }
}
