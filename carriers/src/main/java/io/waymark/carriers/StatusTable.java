package io.waymark.carriers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One table of a {@link Mapping}. A code without a row is not in the table and never mapped in
 * silence.
 */
public final class StatusTable {

    private final Map<String, Meaning> meanings = new HashMap<>();

    private StatusTable() {}

    /**
     * The table of that name, by code; rules are reported as {@code prefix + code}.
     *
     * @throws MappingException if a code is listed twice
     */
    public static StatusTable of(Mapping mapping, String table, String prefix) {
        StatusTable found = new StatusTable();
        mapping.rows(table).forEach(row -> found.add(row, row.code(), prefix));
        return found;
    }

    /**
     * The table of that name of a provider whose payloads call a code by its name as well.
     *
     * @throws MappingException if a code or name is listed twice
     */
    public static StatusTable ofCodesAndNames(Mapping mapping, String table, String prefix) {
        StatusTable found = of(mapping, table, prefix);
        mapping.rows(table).stream()
                .filter(row -> !row.name().isEmpty())
                .forEach(row -> found.add(row, row.name(), prefix));
        return found;
    }

    private void add(MappingRow row, String key, String prefix) {
        if (meanings.put(key, row.meaning(true, prefix + row.code())) != null) {
            throw new MappingException(row.line(), "listed twice: " + key);
        }
    }

    /** The row of a code or, in a table that has them, a name; empty if there is none. */
    public Optional<Meaning> find(String codeOrName) {
        return Optional.ofNullable(meanings.get(codeOrName));
    }
}
