package io.waymark.carriers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Masking held against what carriers write: {@code masking-personal.csv} and {@code masking-harmless.csv}. Lines that begin
 * with {@code !} are known not to come out right; docs/privacy.md tells how many.
 */
class MaskingCorpusTest {

    private static final List<Line> PERSONAL = lines("masking-personal.csv", 4);
    private static final List<Line> HARMLESS = lines("masking-harmless.csv", 3);

    /**
     * A line of the corpus.
     *
     * @param text what a carrier says
     * @param masked what is to be left of it
     * @param known whether it is known to come out wrong
     */
    private record Line(String text, String masked, boolean known) {

        boolean isRight() {
            return Masking.mask(text).equals(masked);
        }

        @Override
        public String toString() {
            return text + "\n  should be " + masked + "\n  but is    " + Masking.mask(text);
        }
    }

    @Test
    void whatIsPersonalIsMaskedAndNothingElse() {
        assertThat(PERSONAL.stream().filter(line -> line.isRight() == line.known()))
                .isEmpty();
    }

    @Test
    void harmlessTextsArePublishedAsTheyAre() {
        assertThat(HARMLESS.stream().filter(line -> line.isRight() == line.known()))
                .isEmpty();
    }

    @Test
    void theCorpusIsLargeAndFewOfItComesOutWrong() {
        assertThat(PERSONAL).hasSizeGreaterThan(300);
        assertThat(HARMLESS).hasSizeGreaterThan(200);
        assertThat(PERSONAL.stream().filter(Line::known)).hasSizeLessThanOrEqualTo(5);
        assertThat(HARMLESS.stream().filter(Line::known)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void whatWasMaskedIsNotMaskedOtherwiseTheSecondTime() {
        assertThat(PERSONAL).allSatisfy(line -> assertThat(Masking.mask(Masking.mask(line.text())))
                .isEqualTo(Masking.mask(line.text())));
    }

    private static List<Line> lines(String name, int cells) {
        try (InputStream file = Objects.requireNonNull(MaskingCorpusTest.class.getResourceAsStream(name))) {
            return Arrays.stream(new String(file.readAllBytes(), UTF_8).split("\n"))
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line(line, cells))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String line, int cells) {
        String[] cell = line.split("\\|", -1);
        assertThat(cell).as(line).hasSize(cells);
        return new Line(cell[2], cell[cells - 1], line.startsWith("!"));
    }
}
