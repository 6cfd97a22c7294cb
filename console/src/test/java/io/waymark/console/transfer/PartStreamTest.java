package io.waymark.console.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartStreamTest {

    @Test
    void fromAnyByteOnTheFileIsTheSame() throws IOException {
        for (int length :
                new int[] {0, 1, PartRepository.BYTES, 2 * PartRepository.BYTES, 2 * PartRepository.BYTES + 7}) {
            byte[] file = new byte[length];
            new Random(length).nextBytes(file);
            for (int position : new int[] {0, 1, PartRepository.BYTES - 1, PartRepository.BYTES, length}) {
                if (position <= length) {
                    assertThat(new PartStream(parts(file), position).readAllBytes())
                            .isEqualTo(Arrays.copyOfRange(file, position, length));
                }
            }
        }
    }

    private static IntFunction<byte @Nullable []> parts(byte[] file) {
        return part -> {
            int from = part * PartRepository.BYTES;
            return from >= file.length
                    ? null
                    : Arrays.copyOfRange(file, from, Math.min(file.length, from + PartRepository.BYTES));
        };
    }
}
