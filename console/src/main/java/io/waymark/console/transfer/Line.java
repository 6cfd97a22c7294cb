package io.waymark.console.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.FieldError;
import io.waymark.console.csv.CsvRecord;
import io.waymark.console.csv.CsvRecord.Form;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import's file. Its bytes are not kept: many rows are in memory at a time.
 *
 * @param line in which it begins, counted from 1
 * @param end where the next one begins, in bytes from the beginning of the file
 * @param lines how many lines end before that: the number of its last line
 * @param body what it says; null where it says nothing, or cannot be read
 * @param fault why it cannot be read; empty if it can
 */
record Line(long line, long end, long lines, @Nullable ObjectNode body, String fault) {

    static Line of(CsvRecord row, Columns columns, Charset charset) {
        if (row.form() != Form.WHOLE) {
            return refused(row, row.form().fault());
        }
        try {
            List<String> texts = row.texts(charset);
            if (columns.isTooLong(texts)) {
                return refused(row, "there is a cell outside of the columns that have a name");
            }
            boolean isBlank = texts.stream().allMatch(String::isBlank);
            return new Line(row.line(), row.end(), row.lines(), isBlank ? null : columns.body(texts), "");
        } catch (CharacterCodingException another) {
            return refused(row, "it is no text in " + charset.name());
        }
    }

    private static Line refused(CsvRecord row, String reason) {
        return new Line(row.line(), row.end(), row.lines(), null, reason);
    }

    /** The same, given up for that reason. */
    Line refused(String reason) {
        return new Line(line, end, lines, null, reason);
    }

    /** What is told of a row that cannot be read. */
    LineError error() {
        return error(List.of(new FieldError("", fault)));
    }

    /** What is told of a row that is not registered. Where it has several lines, as it may in quotation marks, all are named. */
    LineError error(List<FieldError> errors) {
        return new LineError(
                line,
                lines == line
                        ? errors
                        : Stream.concat(
                                        Stream.of(new FieldError("", "the row goes on to line " + lines)),
                                        errors.stream())
                                .toList());
    }
}
