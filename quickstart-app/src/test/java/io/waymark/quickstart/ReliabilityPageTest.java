package io.waymark.quickstart;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReliabilityPageTest {

    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+(?:IT|Test))`");

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        String page = Files.readString(Fleet.ROOT.resolve("docs/reliability.md"));

        assertThat(NAME.matcher(page).results().map(name -> name.group(1)).collect(toSet()))
                .isNotEmpty()
                .isSubsetOf(tests());
    }

    private static Set<String> tests() throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> modules = Files.list(Fleet.ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .forEach(names::add);
                }
            }
        }
        return names;
    }
}
