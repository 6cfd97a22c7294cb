package io.waymark.console.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final int BATCH = 500;
    private static final int MAX_BYTES = 1024 * 1024;

    /** A quarter of a part: as long as a row may be. */
    private static final int ROW = PartRepository.BYTES / 4;

    private static final int PARTS = 128;

    @Test
    void aFileOfCommasIsReadWithLittleMemory() throws Exception {
        assertThat(readWithLittleMemory(",")).isZero();
    }

    @Test
    void aFileOfVeryManyLabelsIsReadWithLittleMemory() throws Exception {
        assertThat(readWithLittleMemory("a;")).isZero();
    }

    @Test
    void ofLongRowsFewAreReadAtATime() {
        LineReader reader = reader(parts(","), List.of("labels"));
        List<Line> first = reader.peek(BATCH);

        assertThat(first).hasSize(MAX_BYTES / ROW);
        assertThat(reader.peek(BATCH)).isEqualTo(first);
        reader.take(3);
        assertThat(reader.peek(BATCH)).hasSize(MAX_BYTES / ROW).startsWith(first.get(3));
    }

    @Test
    void aRowOfAnyLengthIsReadByItself() {
        byte[] file = ("sto," + "x".repeat(2 * MAX_BYTES) + "\nsto,1\nsto,2\n").getBytes(UTF_8);
        LineReader reader = reader(
                part -> {
                    int from = Math.min(file.length, part * PartRepository.BYTES);
                    return Arrays.copyOfRange(file, from, Math.min(file.length, from + PartRepository.BYTES));
                },
                List.of("carrier", "trackingNumber"));

        assertThat(reader.peek(BATCH)).singleElement().satisfies(line -> assertThat(line.fault())
                .contains("longer than"));
        reader.take(1);
        assertThat(reader.peek(BATCH)).extracting(Line::line).containsExactly(2L, 3L);
    }

    /** Its exit code. */
    private static int readWithLittleMemory(String filling) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx96m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LittleMemory.class.getName(),
                        filling)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Reads 32 MiB of rows as long as may be. */
    static final class LittleMemory {

        private LittleMemory() {}

        public static void main(String[] filling) {
            LineReader reader = reader(parts(filling[0]), List.of("labels"));
            List<Line> some = new ArrayList<>(reader.peek(BATCH));
            int rows = 0;
            while (!some.isEmpty()) {
                rows += some.size();
                reader.take(some.size());
                some = reader.peek(BATCH);
            }
            if (rows != PARTS * 4) {
                throw new AssertionError(rows);
            }
        }
    }

    private static IntFunction<byte[]> parts(String filling) {
        byte[] part = (filling.repeat(ROW / filling.length()).substring(1) + "\n")
                .repeat(4)
                .getBytes(UTF_8);
        return number -> number < PARTS ? part : null;
    }

    private static LineReader reader(IntFunction<byte[]> parts, List<String> columns) {
        return new LineReader(
                new StoredImport(
                        UUID.randomUUID(),
                        "",
                        ImportState.RUNNING,
                        UTF_8,
                        columns,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        Instant.EPOCH,
                        null,
                        null),
                parts);
    }
}
