package io.waymark.console.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of a table as bytes; usually one line.
 *
 * @param line in which it begins, counted from 1 over the whole file
 * @param end where the next one begins, in bytes from the beginning of the file
 * @param lines how many lines end before that
 * @param form whether its bytes have the form of a row
 * @param bytes without the line's end
 * @param cells where each cell begins and ends in the bytes, one after the other; within their quotes
 */
public record CsvRecord(long line, long end, long lines, Form form, byte[] bytes, List<Integer> cells) {

    /** What may be wrong with a row, in words for whoever made it. */
    public enum Form {
        WHOLE(""),
        UNCLOSED("a quotation mark is opened and not closed"),
        TEXT_BEHIND_QUOTES("there is text behind a closing quotation mark"),
        TOO_MANY_CELLS("the line has more than " + CsvReader.MAX_CELLS + " cells"),
        TOO_LONG("the line is longer than " + CsvReader.MAX_BYTES + " bytes");

        private final String fault;

        Form(String fault) {
            this.fault = fault;
        }

        /** Empty if nothing is. */
        public String fault() {
            return fault;
        }
    }

    /** Whether there is nothing in it at all. */
    public boolean isBlank() {
        return form == Form.WHOLE && new String(bytes, ISO_8859_1).isBlank();
    }

    /**
     * The texts of the cells, as they are meant.
     *
     * @throws CharacterCodingException if one is no text in that charset
     */
    public List<String> texts(Charset charset) throws CharacterCodingException {
        List<String> texts = new ArrayList<>(cells.size() / 2);
        for (int i = 0; i < cells.size(); i += 2) {
            texts.add(FormulaCells.meant(text(charset, cells.get(i), cells.get(i + 1))));
        }
        return texts;
    }

    private String text(Charset charset, int from, int to) throws CharacterCodingException {
        String written = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, from, to - from))
                .toString();
        boolean isQuoted = from > 0 && bytes[from - 1] == '"';
        return isQuoted ? written.replace("\"\"", "\"") : written;
    }
}
