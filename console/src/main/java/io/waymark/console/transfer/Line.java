package io.waymark.console.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.FieldError;
import io.waymark.console.csv.CsvRecord;
import io.waymark.console.csv.CsvRecord.Form;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import's file.
 *
 * @param row where it is
 * @param body what it says; null where it says nothing, or cannot be read
 * @param fault why it cannot be read; empty if it can
 */
record Line(CsvRecord row, @Nullable ObjectNode body, String fault) {

    static Line of(CsvRecord row, Columns columns, Charset charset) {
        if (row.form() != Form.WHOLE) {
            return new Line(row, null, row.form().fault());
        }
        try {
            List<String> texts = row.texts(charset);
            if (columns.isTooLong(texts)) {
                return new Line(row, null, "there is a cell outside of the columns that have a name");
            }
            return new Line(row, texts.stream().allMatch(String::isBlank) ? null : columns.body(texts), "");
        } catch (CharacterCodingException another) {
            return new Line(row, null, "it is no text in " + charset.name());
        }
    }

    /** The same, given up for that reason. */
    Line refused(String reason) {
        return new Line(row, null, reason);
    }

    /** What is told of a row that cannot be read. */
    LineError error() {
        return new LineError(row.line(), List.of(new FieldError("", fault)));
    }
}
