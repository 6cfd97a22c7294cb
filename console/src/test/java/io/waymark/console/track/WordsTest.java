package io.waymark.console.track;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {

    private final Properties english = read("/messages/track_en.properties");
    private final Properties chinese = read("/messages/track_zh.properties");

    @Test
    void everythingIsSaidInBothLanguages() {
        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.values())
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank());
        assertThat(chinese.stringPropertyNames())
                .filteredOn(key -> !key.equals("otherLanguage"))
                .allSatisfy(key -> assertThat(chinese.getProperty(key)).containsPattern("\\p{IsHan}"));
    }

    @Test
    void everyCarrierWithACodeOfItsOwnHasAName() throws IOException {
        try (Stream<String> codes = lines("/io/waymark/carriers/carrier-codes.csv")) {
            assertThat(codes.map(line -> line.split(",")[0])).isNotEmpty().allSatisfy(code -> assertThat(
                            CarrierNames.of(code, Language.ZH))
                    .isNotEqualTo(code));
        }
        assertThat(CarrierNames.of("sto", Language.ZH)).isEqualTo("申通快递");
        assertThat(CarrierNames.of("sto", Language.EN)).isEqualTo("STO Express");
        assertThat(CarrierNames.of("usps", Language.EN)).isEqualTo("USPS");
    }

    private static Stream<String> lines(String resource) throws IOException {
        return new String(
                        Objects.requireNonNull(WordsTest.class.getResourceAsStream(resource))
                                .readAllBytes(),
                        UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"));
    }

    private static Properties read(String resource) {
        Properties words = new Properties();
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(WordsTest.class.getResourceAsStream(resource), resource), UTF_8)) {
            words.load(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return words;
    }
}
