package io.waymark.console.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    @Test
    void aTableHasAMarkAHeadAndRows() {
        assertThat(text(new CsvTable("a", "b").row("签收", null).row(1, true)))
                .isEqualTo("\uFEFFa,b\r\n签收,\r\n1,true\r\n");
    }

    @Test
    void separatorsAndLineEndsStandInQuotes() {
        assertThat(text(new CsvTable("a", "b", "c", "d").row("x,y", "x\"y", "x\ny", "x y")))
                .endsWith("\r\n\"x,y\",\"x\"\"y\",\"x\ny\",x y\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+49",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                " =1",
                "\n=1",
                "\u200B=1",
                "＝1",
                "＋1",
                "－1",
                "＠A1",
                "=HYPERLINK(\"http://x\",\"y\")\nz"
            })
    void whatASpreadsheetWouldCalculateIsAText(String formula) {
        String row = text(new CsvTable("a").row(formula)).substring("\uFEFFa\r\n".length());

        assertThat(row.replaceFirst("^\"", "")).startsWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1=1", "2023-06-30T16:05:00+08:00", "waymark.raw.v1", "a-b", "已签收", ""})
    void anythingElseStaysAsItIs(String plain) {
        assertThat(text(new CsvTable("a").row(plain))).isEqualTo("\uFEFFa\r\n" + plain + "\r\n");
    }

    @Test
    void partsMakeOneTable() {
        Function<List<Integer>, byte[]> parts = CsvTable.parts((table, item) -> table.row(item), "a");

        assertThat(Stream.of(List.<Integer>of(), List.of(1), List.of(2, 3))
                        .map(parts)
                        .map(part -> new String(part, UTF_8))
                        .collect(joining()))
                .isEqualTo(text(new CsvTable("a").row(1).row(2).row(3)));
    }

    private static String text(CsvTable table) {
        return new String(table.bytes(), UTF_8);
    }
}
