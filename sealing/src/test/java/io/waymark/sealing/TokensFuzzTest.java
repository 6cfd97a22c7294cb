package io.waymark.sealing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.waymark.contract.WrappedKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What is kept sealed, changed by whoever reaches the place where it is kept. */
class TokensFuzzTest {

    private static final Sealing SEALING = Sealing.of(List.of("fuzzed:dGVzdC1zZWFsaW5nLWtleS1vZi1leGFjdGx5LTMyLWI="));
    private static final String MARK = "sealed:1:";
    private static final String CONTEXT = "of a test";

    /** No key here was ever used: whatever is made up stays shut, and fails in one way. */
    @FuzzTest(maxDuration = "2m")
    void whatWasNeverSealedIsNotOpened(byte[] made) {
        String url = Base64.getUrlEncoder().withoutPadding().encodeToString(made);

        for (String text : List.of(MARK + new String(made, ISO_8859_1), MARK + url)) {
            assertThatThrownBy(() -> SEALING.openText(text, CONTEXT)).isInstanceOf(SealException.class);
        }
    }

    /** A seal of which anything was changed is not opened, and one that was not is what it was. */
    @FuzzTest(maxDuration = "2m")
    void whatWasChangedIsNotOpened(byte[] changes) {
        String sealed = SEALING.sealText("北京市朝阳区", CONTEXT);
        byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(MARK.length()));
        byte[] changed = bytes.clone();
        for (int i = 0; i + 1 < changes.length; i += 2) {
            changed[(changes[i] & 0xff) % changed.length] ^= changes[i + 1];
        }
        String token = MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

        if (Arrays.equals(bytes, changed)) {
            assertThat(SEALING.openText(token, CONTEXT)).isEqualTo("北京市朝阳区");
        } else {
            assertThatThrownBy(() -> SEALING.openText(token, CONTEXT)).isInstanceOf(SealException.class);
        }
    }

    @FuzzTest(maxDuration = "1m")
    void aKeyThatWasMadeUpOpensNothing(byte[] made) {
        byte[] key = Arrays.copyOf(made, made.length / 2);
        WrappedKey wrapped = new WrappedKey("fuzzed", key);

        assertThatThrownBy(() -> SEALING.open(Arrays.copyOfRange(made, key.length, made.length), wrapped, CONTEXT))
                .isInstanceOf(SealException.class);
    }
}
