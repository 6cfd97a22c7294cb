package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API says about calls that it refuses, in the language of who looks at a page. */
class TranslationsTest {

    /** Whose words a page may show. */
    private static final List<Path> SOURCES = List.of(
            Path.of("../api/src/main/java/io/waymark/api/request"),
            Path.of("src/main/java/io/waymark/console/access"),
            Path.of("src/main/java/io/waymark/console/order"),
            Path.of("src/main/java/io/waymark/console/registration"),
            Path.of("src/main/java/io/waymark/console/transfer"),
            Path.of("src/main/java/io/waymark/console/web"),
            Path.of("src/main/java/io/waymark/console/webhook"));

    /** The beginning of what is said about a field. */
    private static final Pattern COMPLAINT =
            Pattern.compile("\"((?:must (?:be|not|have|name)|is required|cannot be) ?(?:[^\"\\\\]|\\\\.)*)\"");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "must have at most 64 characters | 最多 64 个字符",
                "must be a whole number from 1 to 7 | 必须是 1 到 7 的整数",
                "must be one of [read], which are your own | 只能是您自己拥有的权限：[read]",
                "must be one of [A, B] | 必须是其中之一：[A, B]",
                "There is no such shipment. | 没有这一项，或不属于您。",
                "Try again in 7 seconds. | 请在 7 秒后重试。"
            })
    void whatTheApiSaysIsSaidInChinese(String english, String chinese) {
        assertThat(Translations.of(english)).contains(chinese);
    }

    @Test
    void whatNobodyTranslatedIsNotMadeUp() {
        assertThat(Translations.of("nobody says this")).isEmpty();
    }

    @Test
    void everyComplaintAboutAFieldIsTranslated() throws IOException {
        Set<String> said = new TreeSet<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Matcher complaint = COMPLAINT.matcher(Files.readString(file));
                    while (complaint.find()) {
                        said.add(complaint.group(1).replace("\\\"", "\""));
                    }
                }
            }
        }

        assertThat(said).hasSizeGreaterThan(20).allSatisfy(beginning -> assertThat(Stream.of(
                                beginning,
                                beginning + "7",
                                beginning + "7 and more",
                                beginning + "7 characters",
                                beginning + "P1D to P7D, e.g. P7D",
                                beginning + "1 to 7",
                                beginning + "7 texts",
                                beginning + "7 objects",
                                beginning + "7 days before \"to\"")
                        .anyMatch(text -> Translations.of(text).isPresent()))
                .as(beginning)
                .isTrue());
    }
}
