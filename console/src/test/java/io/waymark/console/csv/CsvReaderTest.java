package io.waymark.console.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.console.csv.CsvRecord.Form;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    @Test
    void aRowHasItsCells() throws IOException {
        assertThat(texts("a,b,c")).containsExactly(List.of("a", "b", "c"));
        assertThat(texts(",,")).containsExactly(List.of("", "", ""));
        assertThat(texts("a b,5\" screen, c ")).containsExactly(List.of("a b", "5\" screen", " c "));
    }

    @Test
    void quotesHoldSeparatorsLineEndsAndQuotes() throws IOException {
        assertThat(texts("\"a,b\",\"c\"\"d\",\"e\r\nf\",\"\" \nnext"))
                .containsExactly(List.of("a,b", "c\"d", "e\r\nf", ""), List.of("next"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyKindOfLineEndEndsARow(String end) throws IOException {
        List<CsvRecord> records = records("a" + end + end + "\"b" + end + "c\"" + end + "d");

        assertThat(records).extracting(CsvRecord::line).containsExactly(1L, 2L, 3L, 5L);
        assertThat(records).extracting(CsvRecord::lines).containsExactly(1L, 2L, 4L, 5L);
        assertThat(records.get(1).isBlank()).isTrue();
    }

    @Test
    void whereARowEndsAnotherReaderGoesOn() throws IOException {
        byte[] file = "运单号,快递公司\r\n1,\"中\n通\"\r\n2,圆通\r\n3,申通".getBytes(GB18030);
        List<List<String>> texts = new ArrayList<>();
        long position = 0;
        long lines = 0;
        CsvRecord record = reader(file, position, lines).next();
        while (record != null) {
            texts.add(record.texts(GB18030));
            position = record.end();
            lines = record.lines();
            record = reader(file, position, lines).next();
        }

        assertThat(texts)
                .containsExactly(List.of("运单号", "快递公司"), List.of("1", "中\n通"), List.of("2", "圆通"), List.of("3", "申通"));
        assertThat(position).isEqualTo(file.length);
        assertThat(lines).isEqualTo(5);
    }

    @Test
    void aQuoteThatNeverClosesCostsItsOwnLineAlone() throws IOException {
        List<CsvRecord> records = records("a,b\n1,\"two\n3,4\n5,6\n");

        assertThat(records)
                .extracting(CsvRecord::form)
                .containsExactly(Form.WHOLE, Form.UNCLOSED, Form.WHOLE, Form.WHOLE);
        assertThat(records).extracting(CsvRecord::line).containsExactly(1L, 2L, 3L, 4L);
        assertThat(records.get(2).texts(UTF_8)).containsExactly("3", "4");
    }

    @Test
    void twoStrayQuotesCostTheirOwnLinesAlone() throws IOException {
        List<CsvRecord> records = records("1,\"two\n3,4\n5,6\n7,\"eight\n9,\"ten\"\n");

        assertThat(records)
                .extracting(CsvRecord::form)
                .containsExactly(Form.TEXT_BEHIND_QUOTES, Form.WHOLE, Form.WHOLE, Form.TEXT_BEHIND_QUOTES, Form.WHOLE);
        assertThat(records).extracting(CsvRecord::line).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(records.get(1).texts(UTF_8)).containsExactly("3", "4");
    }

    @Test
    void aRowOfVeryManyCellsCostsItselfAlone() throws IOException {
        String most = ",".repeat(CsvReader.MAX_CELLS - 1);
        for (String more : List.of(",", ",,,\"\nx\"", ",".repeat(CsvReader.MAX_BYTES - CsvReader.MAX_CELLS))) {
            List<CsvRecord> records = records(most + "\n" + most + more + "\nb,\"\"");

            assertThat(records.get(0).cells()).hasSize(2 * CsvReader.MAX_CELLS);
            assertThat(records.get(1).form()).isEqualTo(Form.TOO_MANY_CELLS);
            assertThat(records.get(1).cells()).isEmpty();
            assertThat(records.get(records.size() - 1).texts(UTF_8)).containsExactly("b", "");
        }
    }

    @Test
    void aLineOfAnyLengthCostsItselfAlone() throws IOException {
        for (int length : List.of(CsvReader.MAX_BYTES + 1, 3 * CsvReader.MAX_BYTES, 10 * CsvReader.MAX_BYTES + 7)) {
            List<CsvRecord> records = records("a\n" + "x".repeat(length) + "\r\nb\n\"" + "y\n".repeat(length) + "c");

            assertThat(records.get(1).form()).isEqualTo(Form.TOO_LONG);
            assertThat(records.get(2).texts(UTF_8)).containsExactly("b");
            assertThat(records.get(2).line()).isEqualTo(3);
            assertThat(records.get(3).form()).isEqualTo(Form.TOO_LONG);
            assertThat(records.get(4).texts(UTF_8)).containsExactly("y");
            assertThat(records).hasSize(4 + length);
        }
    }

    @Test
    void theLongestRowIsRead() throws IOException {
        String longest = "x".repeat(CsvReader.MAX_BYTES);

        assertThat(texts("a\n" + longest + "\nb")).containsExactly(List.of("a"), List.of(longest), List.of("b"));
    }

    @Test
    void textBehindAClosingQuoteIsNoRow() throws IOException {
        assertThat(records("\"a\"b,c\nd"))
                .extracting(CsvRecord::form)
                .containsExactly(Form.TEXT_BEHIND_QUOTES, Form.WHOLE);
    }

    @Test
    void aMarkIsPassedOver() throws IOException {
        CsvReader reader = reader("\uFEFFa".getBytes(UTF_8), 0, 0);
        assertThat(reader.skipMark()).isTrue();
        assertThat(reader.next()).extracting(CsvRecord::end).isEqualTo(4L);
        assertThat(reader("a".getBytes(UTF_8), 0, 0).skipMark()).isFalse();
    }

    @Test
    void bytesThatAreNoTextAreNotGuessed() throws IOException {
        CsvRecord record = reader("申通".getBytes(GB18030), 0, 0).next();

        assertThat(record).isNotNull();
        assertThatThrownBy(() -> record.texts(UTF_8)).isInstanceOf(CharacterCodingException.class);
    }

    @Test
    void whatIsWrittenForSpreadsheetsIsReadAsItWasMeant() throws IOException {
        String table = new String(
                new CsvTable("a").row("=1+1").row("-5").row("'x").row("a\"b,c").bytes(), UTF_8);

        assertThat(texts(table.substring(1)))
                .containsExactly(List.of("a"), List.of("=1+1"), List.of("-5"), List.of("'x"), List.of("a\"b,c"));
        assertThat(texts("=\"0773123\"")).containsExactly(List.of("0773123"));
    }

    private static List<List<String>> texts(String file) throws IOException {
        List<List<String>> texts = new ArrayList<>();
        for (CsvRecord record : records(file)) {
            texts.add(record.texts(UTF_8));
        }
        return texts;
    }

    private static List<CsvRecord> records(String file) throws IOException {
        CsvReader reader = reader(file.getBytes(UTF_8), 0, 0);
        List<CsvRecord> records = new ArrayList<>();
        for (CsvRecord record = reader.next(); record != null; record = reader.next()) {
            records.add(record);
        }
        return records;
    }

    private static CsvReader reader(byte[] file, long position, long lines) {
        int from = Math.toIntExact(position);
        return new CsvReader(new ByteArrayInputStream(file, from, file.length - from), position, lines);
    }
}
