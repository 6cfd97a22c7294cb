package io.waymark.console.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.api.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UploadsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aMerchantMayNotTakeThePlacesOfAll() {
        Uploads uploads = new Uploads(3, 2);
        uploads.begin("a");
        uploads.begin("a");
        refuses(uploads, "a", 409);
        uploads.begin("b");
        refuses(uploads, "c", 503);

        uploads.end("a");
        uploads.begin("c");
        refuses(uploads, "b", 503);
    }

    @Test
    void aPartThatComesByteByByteIsGivenUpInTime() {
        AtomicLong seconds = new AtomicLong();
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                seconds.incrementAndGet();
                into[offset] = 'x';
                return 1;
            }
        };
        PartReader reader = new PartReader(slow, PATIENCE, () -> seconds.get() * 1_000_000_000);

        assertThatThrownBy(reader::next).hasMessageContaining("too slowly");
        assertThat(seconds).hasValue(31);
    }

    @Test
    void aFileIsReadInWholeParts() throws IOException {
        byte[] file = new byte[2 * PartRepository.BYTES + 1];
        PartReader reader = new PartReader(new ByteArrayInputStream(file), PATIENCE, () -> 0);

        assertThat(reader.next()).hasSize(PartRepository.BYTES);
        assertThat(reader.next()).hasSize(PartRepository.BYTES);
        assertThat(reader.next()).hasSize(1);
        assertThat(reader.next()).isEmpty();
    }

    private static void refuses(Uploads uploads, String merchant, int status) {
        assertThatThrownBy(() -> uploads.begin(merchant))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(status));
    }
}
