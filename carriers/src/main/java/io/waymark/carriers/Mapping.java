package io.waymark.carriers;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one provider's codes mean, as data with a version: {@code <provider>/mapping.csv}. Every release brings one of
 * each provider; an operator may put one of a higher version in its place. A file that is not right as a whole is not
 * used at all.
 */
public final class Mapping {

    /**
     * The tables whose patterns sort texts into classes. Reading does that when a text comes, and only the class is kept:
     * another pattern is another reader, which comes with a release.
     */
    private static final Set<String> READERS_TABLES = Set.of(MappingRow.STRIP, "text", "article-text");

    private final ProviderId provider;
    private final int version;
    private final String text;
    private final List<MappingRow> rows;

    private Mapping(ProviderId provider, int version, String text, List<MappingRow> rows) {
        this.provider = provider;
        this.version = version;
        this.text = text;
        this.rows = rows;
    }

    /** The mapping that this release brings. Throws {@link MappingException} if it is not right. */
    public static Mapping builtIn(ProviderId provider) {
        return of(provider, CsvTable.text(provider.code() + "/mapping.csv"));
    }

    /**
     * Reads a mapping by itself.
     *
     * @param text of the file
     * @throws MappingException if there is no version, or a row is not right by itself or listed twice
     */
    public static Mapping of(ProviderId provider, String text) {
        MappingText file = new MappingText(text);
        return new Mapping(provider, file.version(), text, file.rows());
    }

    /**
     * Reads a mapping that is to stand in this one's place.
     *
     * @throws MappingException besides, if it leaves out a code of this one, has a table that this one has not, or sorts
     *     texts into classes otherwise
     */
    public Mapping replacement(String text) {
        Mapping other = of(provider, text);
        Set<String> tables = rows.stream().map(MappingRow::table).collect(Collectors.toSet());
        for (MappingRow row : other.rows) {
            if (!tables.contains(row.table())) {
                throw new MappingException(row.line(), "no table of " + provider.code() + ": " + row.table());
            }
        }
        for (MappingRow row : rows) {
            if (other.rows.stream().noneMatch(candidate -> isOf(candidate, row))) {
                throw new MappingException(other.lastLine(), "nowhere there: " + row.table() + " " + row.code());
            }
        }
        other.classesAsIn(this);
        return other;
    }

    private static boolean isOf(MappingRow candidate, MappingRow row) {
        return candidate.table().equals(row.table()) && candidate.code().equals(row.code());
    }

    private void classesAsIn(Mapping builtIn) {
        List<MappingRow> own = readersRows();
        List<MappingRow> given = builtIn.readersRows();
        for (int i = 0; i < Math.max(own.size(), given.size()); i++) {
            if (i >= own.size()
                    || i >= given.size()
                    || !own.get(i).key().equals(given.get(i).key())) {
                throw new MappingException(
                        i < own.size() ? own.get(i).line() : lastLine(),
                        "patterns of texts, and their order, change with a release only");
            }
        }
    }

    private List<MappingRow> readersRows() {
        return rows.stream().filter(row -> READERS_TABLES.contains(row.table())).toList();
    }

    private int lastLine() {
        return (int) text.lines().count();
    }

    /** Whose. */
    public ProviderId provider() {
        return provider;
    }

    /** From 1; of two mappings of a provider the one of the higher version is the newer. */
    public int version() {
        return version;
    }

    /** The file as it was read. */
    public String text() {
        return text;
    }

    /** All rows, in the order of the file. */
    public List<MappingRow> rows() {
        return rows;
    }

    /** The rows of one table, in the order of the file. */
    public List<MappingRow> rows(String table) {
        return rows.stream().filter(row -> row.table().equals(table)).toList();
    }
}
