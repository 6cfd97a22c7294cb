package io.waymark.console.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SealTest {

    private static final byte[] PLAIN = "what nobody else reads".getBytes(UTF_8);

    private final Seal seal = Seal.of("purpose", "secret");

    @Test
    void whoKnowsTheSecretReadsWhatIsSealed() {
        assertThat(Seal.of("purpose", "secret").opened(seal.sealed(PLAIN))).isEqualTo(PLAIN);
    }

    @Test
    void anotherSecretOrPurposeOpensNothing() {
        byte[] sealed = seal.sealed(PLAIN);

        assertThatThrownBy(() -> Seal.of("purpose", "another").opened(sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Seal.of("another", "secret").opened(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsSealedTwiceLooksDifferentAndWhatWasChangedIsNotRead() {
        byte[] sealed = seal.sealed(PLAIN);

        assertThat(seal.sealed(PLAIN)).isNotEqualTo(sealed);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> seal.opened(sealed)).isInstanceOf(IllegalStateException.class);
    }
}
