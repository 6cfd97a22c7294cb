package io.waymark.quickstart;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every line that a service can log is constant words first, then keys of one list, each with its value. */
class LogLinesTest {

    private static final List<String> MODULES =
            List.of("telemetry", "outbox", "api", "webhook-ingest", "poller", "normalizer", "notifier", "console");

    /** As told in docs/observability.md. */
    // spotless:off
    private static final Set<String> KEYS = Set.of(
            "provider", "carrier", "gateway", "shipment", "settlement", "waybill", "endpoint", "delivery", "command", "erasure", "rebuild",
            "entry", "actor",
            "topic", "partition", "offset", "shard",
            "operation", "operations", "work", "attempt", "outcome", "status", "state", "next", "new",
            "code", "reason", "error", "wait", "until", "trips", "ms", "days", "month",
            "records", "count", "bytes", "numbers", "budget", "forecast", "missing", "missingScans",
            "application", "mappings", "speed");
    // spotless:on

    private static final Pattern CALL = Pattern.compile("\\bLog\\.(\\w+)\\(([^;]*);");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"(?:\\s*\\+\\s*)?");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z][A-Za-z',. -]*");
    private static final Pattern PAIRS = Pattern.compile("(?: (\\w+)=%[sd])+");
    private static final Pattern KEY = Pattern.compile(" (\\w+)=%");

    /** A call of the logger as it stands in a source. */
    private record Line(String where, String method, String template, String all) {}

    @Test
    void everyLineIsConstantWordsAndThenKeysOfTheList() throws IOException {
        List<Line> lines = lines();
        assertThat(lines).hasSizeGreaterThan(50);
        assertThat(lines).allSatisfy(line -> {
            int pairs = line.template().indexOf('=');
            int words = pairs < 0 ? line.template().length() : line.template().lastIndexOf(' ', pairs);
            assertThat(line.template().substring(0, Math.max(0, words)))
                    .as(line.toString())
                    .matches(WORDS);
            if (pairs >= 0) {
                assertThat(line.template().substring(words)).as(line.toString()).matches(PAIRS);
            }
        });
        assertThat(lines.stream().flatMap(line -> keys(line.template())).distinct())
                .isSubsetOf(KEYS);
    }

    @Test
    void thePageForOperatorsTellsOfEveryKey() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "observability.md"));
        String table = page.substring(page.indexOf("| keys | |"), page.indexOf("Lines of libraries"));
        assertThat(KEYS).allSatisfy(key -> assertThat(table).contains("`" + key + "`"));
    }

    @Test
    void noLineIsPutTogetherOfWhatItTells() throws IOException {
        assertThat(lines()).allSatisfy(line -> {
            assertThat(line.method()).as(line.toString()).doesNotEndWith("v");
            assertThat(line.all()).as(line.toString()).doesNotContainPattern("\"\\s*\\+\\s*[a-z]|[a-z)]\\s*\\+\\s*\"");
        });
    }

    private static Stream<String> keys(String template) {
        List<String> keys = new ArrayList<>();
        Matcher key = KEY.matcher(template);
        while (key.find()) {
            keys.add(key.group(1));
        }
        return keys.stream();
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> sources = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                        .toList()) {
                    lines.addAll(lines(source));
                }
            }
        }
        return lines;
    }

    private static List<Line> lines(Path source) throws IOException {
        List<Line> lines = new ArrayList<>();
        Matcher call = CALL.matcher(Files.readString(source));
        while (call.find()) {
            Matcher literal = LITERAL.matcher(call.group(2));
            StringBuilder template = new StringBuilder();
            int end = -1;
            while (literal.find() && (end < 0 || end == literal.start())) {
                template.append(literal.group(1));
                end = literal.end();
            }
            String all = call.group(2).lines().map(String::strip).collect(joining(" "));
            lines.add(new Line(source.getFileName().toString(), call.group(1), template.toString(), all));
        }
        return lines;
    }
}
