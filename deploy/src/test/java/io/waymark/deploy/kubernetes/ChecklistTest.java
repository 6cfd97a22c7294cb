package io.waymark.deploy.kubernetes;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.deploy.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators and consumers are promised, what is said to be stopped, and the tests that prove it. */
class ChecklistTest {

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    /** Those of which something is not proven yet. None is added; one that is proven goes. */
    private static final Set<String> UNPROVEN = Set.of("K15", "K16");

    @ParameterizedTest
    @CsvSource({"docs/kubernetes.md, K, 21", "docs/consumers.md, C, 18", "docs/threat-model.md, T, 40"})
    void everyPromiseNamesATestThatExistsOrSaysThatThereIsNone(String page, String letter, int count) throws Exception {
        Map<String, String> promises = Files.readAllLines(Repository.path(page)).stream()
                .filter(line -> line.matches("\\| " + letter + "\\d+ \\|.*"))
                .collect(toMap(line -> line.split("\\|", -1)[1].strip(), line -> line.split("\\|", -1)[3].strip()));
        Map<String, List<String>> tests = tests();

        assertThat(promises)
                .containsOnlyKeys(IntStream.rangeClosed(1, count)
                        .mapToObj(number -> letter + number)
                        .toArray(String[]::new));
        promises.forEach((promise, proof) -> {
            assertThat(TEST.matcher(proof).find() || UNPROVEN.contains(promise))
                    .as(promise)
                    .isTrue();
            assertThat(proof.contains("not yet")).as(promise).isEqualTo(UNPROVEN.contains(promise));
            TEST.matcher(proof).results().forEach(test -> assertThat(tests.getOrDefault(test.group(1), List.of()))
                    .as("%s: %s", promise, test.group())
                    .anyMatch(source -> test.group(2) == null || source.contains("void " + test.group(2) + "(")));
        });
    }

    /** The sources of each test; several modules may have one of that name. */
    private static Map<String, List<String>> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Repository.path(""))) {
            return files.filter(file -> file.toString().contains("/src/test/java/")
                            && file.toString().endsWith(".java"))
                    .collect(groupingBy(
                            file -> file.getFileName().toString().replace(".java", ""),
                            mapping(ChecklistTest::read, toList())));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
