package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.console.track.Language;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages say, held to what the file of texts has. */
class TextsTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates/web");
    private static final Path SOURCES = Path.of("src/main/java/io/waymark/console/web");

    /** Keys that are written as such, in templates and in tables of the code. */
    private static final Pattern SAID = Pattern.compile("t:say\\('([\\w.]+)'");

    private static final Pattern QUOTED = Pattern.compile("\"([a-z][A-Za-z]*(?:\\.\\w+)+)\"");

    /** Kinds of words, of which each constant has its own text. */
    private static final Pattern KIND = Pattern.compile("t:word\\('(\\w+)'");

    @Test
    void everyTextThatATemplateSaysIsThere() throws IOException {
        assertThat(found(TEMPLATES, SAID)).isNotEmpty().allMatch(Texts::has);
    }

    @Test
    void everyTextIsSaidSomewhere() throws IOException {
        Set<String> said = found(TEMPLATES, SAID);
        said.addAll(found(SOURCES, QUOTED));
        Set<String> kinds = found(TEMPLATES, KIND);

        assertThat(Texts.keys())
                .allMatch(key ->
                        said.contains(key) || kinds.contains(key.replaceFirst("\\..*", "")) || key.startsWith("time."));
    }

    @Test
    void everyStateIsNamedInWords() {
        Stream.of(ShipmentStatus.values())
                .forEach(status -> assertThat("status." + status).matches(Texts::has));
        Stream.of(SettlementState.values())
                .forEach(state -> assertThat("state." + state).matches(Texts::has));
        Stream.of(Theme.values()).forEach(theme -> assertThat("theme." + theme).matches(Texts::has));
    }

    @Test
    void partsAreFilledInInEveryLanguage() {
        assertThat(Arrays.stream(Language.values()).map(language -> Texts.of(language, "time.ago.hours", 7)))
                .containsExactly("7 小时前", "7 h ago");
    }

    @Test
    void aTextThatIsNotThereIsAFault() {
        assertThatThrownBy(() -> Texts.of(Language.EN, "no.such.text")).hasMessageContaining("no.such.text");
    }

    private static Set<String> found(Path folder, Pattern pattern) throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    keys.add(matcher.group(1));
                }
            }
        }
        return keys;
    }
}
