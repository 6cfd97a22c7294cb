package io.waymark.carriers;

import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/** A mapping file, read with suspicion: whatever is not understood is an error of the file. */
final class MappingText {

    static final String HEADER = "table,code,name,pattern,status,sub_status,certainty,flags,source,date";

    private static final int CELLS = HEADER.split(",", -1).length;

    private static final Pattern VERSION = Pattern.compile("# version: ([1-9]\\d{0,8})\\s*");

    private final List<String> lines;

    /** @param text a byte order mark and line ends of any kind, as spreadsheets write them, do no harm */
    MappingText(String text) {
        this.lines =
                (text.startsWith("\ufeff") ? text.substring(1) : text).lines().toList();
    }

    int version() {
        Matcher first = VERSION.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!first.matches()) {
            throw new MappingException(1, "the first line is not \"# version: <number>\"");
        }
        return Integer.parseInt(first.group(1));
    }

    List<MappingRow> rows() {
        List<Integer> content = IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
                .boxed()
                .toList();
        if (content.isEmpty() || !lines.get(content.get(0)).strip().equals(HEADER)) {
            throw new MappingException(content.isEmpty() ? 1 : content.get(0) + 1, "the columns are not " + HEADER);
        }
        List<MappingRow> rows = content.stream().skip(1).map(this::row).toList();
        Set<String> seen = new HashSet<>();
        rows.stream().filter(row -> !seen.add(row.key())).findFirst().ifPresent(row -> {
            throw new MappingException(row.line(), "listed twice: " + row.key());
        });
        return rows;
    }

    private MappingRow row(int index) {
        return new Row(index + 1, CsvTable.cells(lines.get(index))).read();
    }

    /** One line. */
    private record Row(int line, List<String> cells) {

        MappingRow read() {
            check(cells.size() == CELLS, "not " + CELLS + " cells");
            String table = cells.get(0);
            check(!table.isEmpty(), "no table");
            check(!(cells.get(1) + cells.get(3)).isEmpty(), "neither a code nor a pattern");
            check(MappingRow.CERTAINTIES.contains(cells.get(6)), "no certainty: " + cells.get(6));
            check(!cells.get(8).isBlank(), "no source");
            readable(() -> LocalDate.parse(cells.get(9)), "no date: " + cells.get(9));
            readable(() -> Pattern.compile(cells.get(3)), "no pattern: " + cells.get(3));
            MappingRow row = new MappingRow(
                    line, table, cells.get(1), cells.get(2), cells.get(3), subStatus(table), flags(cells.get(7)));
            check(
                    !row.flags().contains(MappingRow.WITHDRAWS_RETURN) || isSignatureByCode(row),
                    "only a code of DELIVERED can have the flag " + MappingRow.WITHDRAWS_RETURN);
            return row;
        }

        /** No rule and no text is sure enough of whose signature it is. */
        private static boolean isSignatureByCode(MappingRow row) {
            return row.pattern().isEmpty()
                    && row.subStatus()
                            .filter(found -> found.status() == ShipmentStatus.DELIVERED)
                            .isPresent();
        }

        private Optional<SubStatus> subStatus(String table) {
            String status = cells.get(4);
            String subStatus = cells.get(5);
            if (table.equals(MappingRow.STRIP)) {
                check((status + subStatus).isEmpty(), "what is taken out has no meaning");
                return Optional.empty();
            }
            check(names(ShipmentStatus.values()).contains(status), "no status: " + status);
            check(names(SubStatus.values()).contains(subStatus), "no sub-status: " + subStatus);
            SubStatus found = SubStatus.valueOf(subStatus);
            check(found.status().name().equals(status), subStatus + " is no sub-status of " + status);
            return Optional.of(found);
        }

        private Set<String> flags(String cell) {
            List<String> flags = Arrays.stream(cell.split(" ", -1))
                    .filter(flag -> !flag.isEmpty())
                    .toList();
            flags.forEach(flag -> check(MappingRow.FLAGS.contains(flag), "no flag: " + flag));
            return Set.copyOf(flags);
        }

        private void check(boolean holds, String reason) {
            if (!holds) {
                throw new MappingException(line, reason);
            }
        }

        private void readable(Runnable reading, String reason) {
            try {
                reading.run();
            } catch (DateTimeException | PatternSyntaxException unreadable) {
                throw new MappingException(line, reason);
            }
        }

        private static List<String> names(Enum<?>... values) {
            return Arrays.stream(values).map(Enum::name).toList();
        }
    }
}
