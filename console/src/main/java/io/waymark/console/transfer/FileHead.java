package io.waymark.console.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.csv.CsvReader;
import io.waymark.console.csv.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first row of a file.
 *
 * @param charset in which it is written
 * @param isCertain whether the whole file is in that charset; else it is only the first row's
 * @param bytes where the next row begins
 * @param lines how many lines end before that
 */
record FileHead(Columns columns, Charset charset, boolean isCertain, long bytes, long lines) {

    /**
     * Reads it; fails with 422.
     *
     * @param beginning at least the first row
     * @param said the charset as the caller names it; empty if it does not
     */
    static FileHead of(byte[] beginning, Optional<Charset> said) {
        CsvReader reader = new CsvReader(new ByteArrayInputStream(beginning), 0, 0);
        try {
            boolean hasMark = reader.skipMark();
            CsvRecord row = reader.next();
            if (row == null || row.form() != CsvRecord.Form.WHOLE) {
                throw refused(row == null ? "the file is empty" : row.form().fault());
            }
            Optional<Charset> certain = hasMark ? Optional.of(UTF_8) : said;
            Stream<Charset> possible = certain.map(Stream::of).orElse(Stream.of(UTF_8, FileScan.GB18030));
            return possible.flatMap(charset -> Stream.ofNullable(texts(row, charset))
                            .map(texts -> new FileHead(
                                    Columns.of(texts), charset, certain.isPresent(), row.end(), row.lines())))
                    .findFirst()
                    .orElseThrow(() -> refused("the first row is no text in "
                            + certain.map(Charset::name).orElse(String.join(" or ", Charsets.names()))));
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused to be read", e);
        }
    }

    private static @Nullable List<String> texts(CsvRecord row, Charset charset) {
        try {
            return row.texts(charset);
        } catch (CharacterCodingException another) {
            return null;
        }
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(Problem.of(ProblemType.INVALID, "The file has no head: " + reason + "."));
    }
}
