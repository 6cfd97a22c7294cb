package io.waymark.console.web;

import io.waymark.console.api.Page;
import io.waymark.console.transfer.ImportView;
import io.waymark.console.transfer.LineError;

/** An import, and some of its lines that were not registered. */
public record ImportPage(ListQuery query, ImportView told, Page<LineError> errors) {

    private static final int WHOLE = 100;

    /** How much of it is done, in hundredths. */
    public static long share(ImportView told) {
        return told.bytesTotal() == 0 ? WHOLE : WHOLE * told.bytesDone() / told.bytesTotal();
    }

    /** The same of this one. */
    public long share() {
        return share(told);
    }
}
