package io.waymark.console.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FileScanTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String LINE = "1,广东省深圳市南山区,😀\n";

    @Test
    void linesAreCountedWhateverEndsThem() {
        assertThat(scan("a\nb\n".getBytes(UTF_8)).lines()).isEqualTo(2);
        assertThat(scan("a\r\nb\r\n\r\nc".getBytes(UTF_8)).lines()).isEqualTo(4);
        assertThat(scan("a\rb\r".getBytes(UTF_8)).lines()).isEqualTo(2);
        assertThat(scan(new byte[0]).lines()).isZero();
    }

    @Test
    void theCharsetIsThatInWhichTheLinesAreTexts() {
        assertThat(scan(LINE.getBytes(UTF_8)).charset()).isEqualTo(UTF_8);
        assertThat(scan(LINE.getBytes(GB18030)).charset()).isEqualTo(GB18030);
        assertThat(scan("a,b\n".getBytes(UTF_8)).charset()).isEqualTo(UTF_8);
    }

    @Test
    void oneDamagedLineDoesNotMakeAnotherCharsetOfAFile() {
        byte[] damaged = (LINE.repeat(3)).getBytes(UTF_8);
        damaged[damaged.length - 3] = 'x';

        assertThat(scan(damaged).charset()).isEqualTo(UTF_8);
    }

    @Test
    void aLongLineIsJudgedByItsBeginning() {
        String line = "广".repeat(20_000) + "\n";

        assertThat(scan(line.getBytes(UTF_8)).charset()).isEqualTo(UTF_8);
        assertThat(scan(line.getBytes(GB18030)).charset()).isEqualTo(GB18030);
    }

    /** In parts of every length, which may cut characters and line ends. */
    private static FileScan scan(byte[] file) {
        FileScan last = new FileScan();
        for (int length : new int[] {1, 2, 3, 5, 1 << 16}) {
            last = new FileScan();
            for (int from = 0; from < file.length; from += length) {
                last.add(Arrays.copyOfRange(file, from, Math.min(file.length, from + length)));
            }
            last.end();
            assertThat(last.bytes()).isEqualTo(file.length);
        }
        return last;
    }
}
