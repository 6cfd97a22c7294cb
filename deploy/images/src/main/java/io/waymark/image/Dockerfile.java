package io.waymark.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instructions of a Dockerfile with its arguments put in, as far as ours go: comments, one instruction a line,
 * <code>${NAME}</code> for an argument.
 */
final class Dockerfile {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)}");

    private final List<Instruction> instructions;

    private Dockerfile(List<Instruction> instructions) {
        this.instructions = instructions;
    }

    /**
     * One line.
     *
     * @param keyword in capitals
     * @param text what stands behind it
     */
    record Instruction(String keyword, String text) {}

    /**
     * Reads a file.
     *
     * @param arguments values that go before the defaults in the file
     * @throws IllegalArgumentException for a reference to what the file does not declare
     */
    static Dockerfile read(Path file, Map<String, String> arguments) throws IOException {
        Map<String, String> values = new HashMap<>();
        List<Instruction> instructions = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split("\\s+", 2);
            String keyword = words[0].toUpperCase(Locale.ROOT);
            if (keyword.equals("ARG")) {
                String[] declared = words[1].split("=", 2);
                values.put(declared[0], arguments.getOrDefault(declared[0], declared[1]));
            } else {
                instructions.add(new Instruction(keyword, substituted(words[1], values)));
            }
        }
        return new Dockerfile(List.copyOf(instructions));
    }

    /** What the file says to do, in its order; no {@code ARG}. */
    List<Instruction> instructions() {
        return instructions;
    }

    private static String substituted(String text, Map<String, String> values) {
        return REFERENCE.matcher(text).replaceAll(reference -> {
            String value = values.get(reference.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no ARG " + reference.group(1) + " before: " + text);
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
