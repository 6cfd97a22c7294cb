package io.waymark.carriers;

import io.waymark.contract.SubStatus;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One row per code, to be laid beside the provider's page. A code that is listed twice fails when the class is loaded;
 * a code without a row is not in the table and never mapped in silence.
 */
public final class StatusTable {

    private final Map<String, Meaning> meanings = new HashMap<>();

    /**
     * @param code the provider's code
     * @param name the provider's own name of it, by which a payload may call it too; "" if it has none
     */
    public record Row(String code, String name, SubStatus subStatus, boolean withdrawsReturn) {

        /** This row for a signature that names the recipient's side, which ends a return leg. */
        public Row endingAReturn() {
            return new Row(code, name, subStatus, true);
        }
    }

    private StatusTable() {}

    /** A row of {@link #of}. */
    public static Row row(String code, String name, SubStatus subStatus) {
        return new Row(code, name, subStatus, false);
    }

    /** The table of one provider; rules are reported as {@code provider:code}. */
    public static StatusTable of(ProviderId provider, Row... rows) {
        StatusTable table = new StatusTable();
        Arrays.stream(rows).forEach(row -> {
            Meaning meaning = new Meaning(
                    Optional.of(row.subStatus()), true, row.withdrawsReturn(), provider.code() + ":" + row.code());
            table.add(row.code(), meaning);
            if (!row.name().isEmpty()) {
                table.add(row.name(), meaning);
            }
        });
        return table;
    }

    private void add(String key, Meaning meaning) {
        if (meanings.put(key, meaning) != null) {
            throw new IllegalArgumentException(key + " is listed twice");
        }
    }

    /** The row of a code or name; empty if there is none. */
    public Optional<Meaning> find(String codeOrName) {
        return Optional.ofNullable(meanings.get(codeOrName));
    }
}
