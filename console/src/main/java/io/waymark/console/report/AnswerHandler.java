package io.waymark.console.report;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;

/** Answers with a report in the form that the caller accepts: as JSON unless it would rather have a table. */
final class AnswerHandler {

    private static final List<Variant> FORMS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, ReportFileHandler.TABLE)
            .build();

    private AnswerHandler() {}

    static boolean wantsTable(Request request) {
        Variant form = request.selectVariant(FORMS);
        return form != null && form.getMediaType().isCompatible(ReportFileHandler.TABLE);
    }

    static Response answer(Request request, Report report) {
        return wantsTable(request)
                ? ReportFileHandler.file(report)
                : Response.ok(report, MediaType.APPLICATION_JSON_TYPE).build();
    }
}
