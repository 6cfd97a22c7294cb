package io.waymark.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.contract.ShipmentId;
import io.waymark.contract.WrappedKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingTest {

    private static final String OLD = "2026-01:" + key(1);
    private static final String NEW = "2026-11:" + key(2);
    private static final ShipmentId SHIPMENT = ShipmentId.of("sto", "773123456789");
    private static final String CONTEXT = Sealing.context(SHIPMENT, "phone");
    private static final byte[] PLAIN = "已签收，签收人：张三 13812341234".getBytes(UTF_8);

    private final Sealing sealing = Sealing.of(List.of(NEW));

    @Test
    void opensWhatItSealed() {
        Sealed sealed = sealing.seal(PLAIN, CONTEXT);

        assertThat(sealing.open(sealed.bytes(), requireNonNull(sealed.key()), CONTEXT))
                .isEqualTo(PLAIN);
        assertThat(new String(sealed.bytes(), UTF_8)).doesNotContain("13812341234");
    }

    @Test
    void eachSealHasAKeyOfItsOwn() {
        Set<String> seen = new HashSet<>();
        for (int time = 0; time < 1_000; time++) {
            Sealed sealed = sealing.seal(PLAIN, CONTEXT);
            assertThat(seen.add(Base64.getEncoder().encodeToString(sealed.bytes())))
                    .isTrue();
            assertThat(seen.add(Base64.getEncoder()
                            .encodeToString(requireNonNull(sealed.key()).key())))
                    .isTrue();
        }
    }

    @Test
    void withTheKeyOfAnotherItStaysSealed() {
        Sealed one = sealing.seal(PLAIN, CONTEXT);
        Sealed other = sealing.seal(PLAIN, CONTEXT);

        assertThatThrownBy(() -> sealing.open(one.bytes(), requireNonNull(other.key()), CONTEXT))
                .isInstanceOfSatisfying(SealException.class, closed -> assertThat(closed.isKeyMissing())
                        .isFalse());
    }

    @Test
    void whatIsSealedForOneFieldIsOpenedForNoOther() {
        Sealed sealed = sealing.seal(PLAIN, CONTEXT);

        assertThatThrownBy(() ->
                        sealing.open(sealed.bytes(), requireNonNull(sealed.key()), Sealing.context(SHIPMENT, "origin")))
                .isInstanceOf(SealException.class);
    }

    @Test
    void nothingOfItCanBeChanged() {
        Sealed sealed = sealing.seal(PLAIN, CONTEXT);
        WrappedKey key = requireNonNull(sealed.key());
        for (int bit = 0; bit < sealed.bytes().length * 8; bit++) {
            byte[] changed = flipped(sealed.bytes(), bit);
            assertThatThrownBy(() -> sealing.open(changed, key, CONTEXT)).isInstanceOf(SealException.class);
        }
        for (int bit = 0; bit < key.key().length * 8; bit++) {
            WrappedKey changed = new WrappedKey(key.masterKey(), flipped(key.key(), bit));
            assertThatThrownBy(() -> sealing.open(sealed.bytes(), changed, CONTEXT))
                    .isInstanceOf(SealException.class);
        }
    }

    @Test
    void aNewerMasterKeyWrapsAndAnOlderStillOpens() {
        Sealed before = Sealing.of(List.of(OLD)).seal(PLAIN, CONTEXT);
        Sealing rotated = Sealing.of(List.of(NEW, OLD));

        assertThat(rotated.open(before.bytes(), requireNonNull(before.key()), CONTEXT))
                .isEqualTo(PLAIN);
        assertThat(requireNonNull(rotated.seal(PLAIN, CONTEXT).key()).masterKey())
                .isEqualTo("2026-11");
        assertThat(rotated.masterKeys()).containsExactly("2026-11", "2026-01");
    }

    @Test
    void aMasterKeyThatIsMissingIsNamed() {
        Sealed before = Sealing.of(List.of(OLD)).seal(PLAIN, CONTEXT);

        for (Sealing without : List.of(sealing, Sealing.off())) {
            assertThatThrownBy(() -> without.open(before.bytes(), requireNonNull(before.key()), CONTEXT))
                    .isInstanceOfSatisfying(SealException.class, closed -> assertThat(closed.isKeyMissing())
                            .isTrue())
                    .hasMessage("the master key 2026-01 is not configured");
        }
    }

    @Test
    void aTextGoesWithItsKey() {
        String kept = sealing.sealText("13812341234", CONTEXT);

        assertThat(Sealing.isSealed(kept)).isTrue();
        assertThat(kept).doesNotContain("13812341234").matches("[a-zA-Z0-9:_-]+");
        assertThat(sealing.openText(kept, CONTEXT)).isEqualTo("13812341234");
    }

    @Test
    void aTextThatWasNeverSealedIsItself() {
        assertThat(sealing.openText("13812341234", CONTEXT)).isEqualTo("13812341234");
    }

    @Test
    void aTextThatLooksSealedIsSealedAllTheSame() {
        String hostile = sealing.sealText("", CONTEXT);

        assertThat(sealing.openText(sealing.sealText(hostile, CONTEXT), CONTEXT))
                .isEqualTo(hostile);
    }

    @Test
    void aTextThatIsCutOrMadeUpFailsAsOneThatCannotBeOpened() {
        String kept = sealing.sealText("13812341234", CONTEXT);
        for (int length = "sealed:1:".length(); length < kept.length(); length++) {
            String cut = kept.substring(0, length);
            assertThatThrownBy(() -> sealing.openText(cut, CONTEXT)).isInstanceOf(SealException.class);
        }
        Random random = new Random(20261123);
        for (int time = 0; time < 10_000; time++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            String madeUp = "sealed:1:" + Base64.getUrlEncoder().encodeToString(noise);
            assertThatThrownBy(() -> sealing.openText(madeUp, CONTEXT)).isInstanceOf(SealException.class);
        }
    }

    @Test
    void switchedOffItKeepsWhatItIsGiven() {
        Sealing off = Sealing.configured(name -> Optional.of("off"));

        assertThat(off.isOn()).isFalse();
        assertThat(off.seal(PLAIN, CONTEXT)).isEqualTo(new Sealed(PLAIN, null));
        assertThat(off.sealText("13812341234", CONTEXT)).isEqualTo("13812341234");
    }

    @Test
    void withoutAnyMasterKeyItDoesNotStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sealing.configured(name -> Optional.empty()))
                .withMessageContaining("waymark.sealing.keys is not configured");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "c2VjcmV0", // no id
                "UPPER:c2VjcmV0",
                "short:c2VjcmV0",
                "wrong:%%c2VjcmV0%%",
                "2026-01:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=,2026-01:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
            })
    void aMasterKeyThatCannotBeUsedIsRefusedWithoutBeingQuoted(String keys) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sealing.configured(name -> Optional.of(keys)))
                .satisfies(refusal -> assertThat(refusal)
                        .hasNoCause()
                        .extracting(Throwable::getMessage)
                        .asString()
                        .doesNotContain("c2VjcmV0", "AQEBAQ"));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private static String key(int filling) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) filling);
        return Base64.getEncoder().encodeToString(key);
    }
}
