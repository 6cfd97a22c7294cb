package io.waymark.console.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.Texts;
import io.waymark.console.registration.RegistrationFields;
import io.waymark.contract.JsonSerde;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Which field each column of a table fills, and the body that a row of it stands for. */
record Columns(List<String> fields) {

    private static final Map<String, Class<?>> FIELDS = RegistrationFields.all();

    /** Every name of a column, without regard to case, and its field; {@code import-columns.csv} has those in other words. */
    private static final Map<String, String> NAMES = names();

    /** A registration cannot do without these. */
    private static final List<String> REQUIRED = List.of("carrier", "trackingNumber");

    private static final int MAX_NAMED = 10;

    /** How yes and no are written in a cell. */
    private static final Map<String, Boolean> TRUTHS =
            Map.of("true", true, "false", false, "yes", true, "no", false, "是", true, "否", false);

    /** Several values of a cell stand side by side. */
    private static final String SEVERAL = "[;；]";

    /** Of a table's head; fails with 422 naming every column at fault. */
    static Columns of(List<String> head) {
        List<FieldError> errors = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        for (String name : head) {
            String field = NAMES.get(normal(name));
            if (field == null && !name.isBlank()) {
                errors.add(new FieldError(Texts.excerpt(name), "is no column here"));
            } else if (field != null && fields.contains(field)) {
                errors.add(new FieldError(field, "stands in two columns"));
            }
            fields.add(Objects.requireNonNullElse(field, ""));
        }
        REQUIRED.stream()
                .filter(field -> !fields.contains(field))
                .forEach(field -> errors.add(new FieldError(field, "is a column that must be there")));
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID, errors.stream().limit(MAX_NAMED).toList()));
        }
        return new Columns(List.copyOf(fields));
    }

    /** A name of each column there may be: its field's, or the one in Chinese. */
    static List<String> names(boolean inChinese) {
        return rows().stream().map(row -> row.get(inChinese ? 1 : 0)).toList();
    }

    /** Whether there is a cell with text outside of the columns that have a name. */
    boolean isTooLong(List<String> row) {
        return IntStream.range(0, row.size())
                .filter(i -> i >= fields.size() || fields.get(i).isEmpty())
                .anyMatch(i -> !row.get(i).isBlank());
    }

    /** What {@code POST /v1/shipments} would take; an empty cell, and one that is missing at the end, is not said. */
    ObjectNode body(List<String> row) {
        ObjectNode body = JsonSerde.mapper().createObjectNode();
        for (int i = 0; i < Math.min(fields.size(), row.size()); i++) {
            String cell = row.get(i).strip();
            if (!cell.isEmpty()) {
                put(body, fields.get(i), cell);
            }
        }
        return body;
    }

    private static void put(ObjectNode body, String field, String cell) {
        int dot = field.indexOf('.');
        ObjectNode object = dot < 0 ? body : body.withObjectProperty(field.substring(0, dot));
        String name = field.substring(dot + 1);
        Class<?> type = FIELDS.getOrDefault(field, String.class);
        Boolean truth = TRUTHS.get(cell.toLowerCase(Locale.ROOT));
        if (type == List.class) {
            var several = object.putArray(name);
            for (String one : cell.split(SEVERAL)) {
                several.add(one);
            }
        } else if (type == boolean.class && truth != null) {
            object.put(name, truth);
        } else {
            object.put(name, cell);
        }
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        FIELDS.keySet().forEach(field -> names.put(normal(field), field));
        for (List<String> row : rows()) {
            String field = row.get(0);
            for (String name : row.subList(1, row.size())) {
                if (!FIELDS.containsKey(field) || names.put(normal(name), field) != null) {
                    throw new IllegalStateException("import-columns.csv: " + name);
                }
            }
        }
        return Map.copyOf(names);
    }

    private static List<List<String>> rows() {
        try (InputStream file = Objects.requireNonNull(
                Columns.class.getResourceAsStream("/import-columns.csv"), "import-columns.csv")) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(",")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("our own file cannot be read", e);
        }
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
