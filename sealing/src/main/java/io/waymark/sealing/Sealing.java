package io.waymark.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.WrappedKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens. Each time it seals it makes a key for that alone. A context goes with what is sealed, without being kept: what is
 * sealed for one shipment and field is opened for no other. Safe for use by many threads.
 *
 * <p>Configured by {@code waymark.sealing.keys}, master keys as {@code id:key}, newest first, or {@link #OFF_WORD}. What was sealed with
 * any of them can be opened, so a key is replaced by putting a new one before it, and taken out when nothing is left that it wrapped.
 * A key may be encrypted by Vault's transit engine ({@code id:vault:v1:…}); then {@code waymark.sealing.vault.url},
 * {@code …vault.token} and {@code …vault.key} say where it is decrypted, once, at the start.
 */
public final class Sealing {

    /** What is configured where nothing is to be sealed. */
    public static final String OFF_WORD = "off";

    private static final String KEYS = "waymark.sealing.keys";

    /** A sealed text begins so, and nothing else that {@link #sealText} makes where it seals. */
    private static final String MARK = "sealed:1:";

    private static final int DATA_KEY_BYTES = 32;

    /** Null where nothing is sealed. */
    private final @Nullable MasterKeys masters;

    private Sealing(@Nullable MasterKeys masters) {
        this.masters = masters;
    }

    /**
     * As configured.
     *
     * @param settings gives the text configured under a name; empty if there is none
     * @throws IllegalArgumentException if it is not configured, or not rightly; the message names no key
     * @throws IllegalStateException if Vault does not decrypt a key
     */
    public static Sealing configured(Function<String, Optional<String>> settings) {
        String keys = settings.apply(KEYS)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(KEYS + " is not configured: master keys as id:key, or "
                        + OFF_WORD + " to keep personal data in clear"));
        return keys.equals(OFF_WORD) ? off() : of(split(keys), VaultClient.configured(settings));
    }

    private static List<String> split(String keys) {
        return Arrays.stream(keys.split(",", -1))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .toList();
    }

    /** With these master keys, each as {@code id:key}, newest first. */
    public static Sealing of(List<String> keys) {
        return of(keys, UnaryOperator.identity());
    }

    private static Sealing of(List<String> keys, UnaryOperator<String> decrypted) {
        return new Sealing(MasterKeys.of(keys, decrypted));
    }

    /** That seals nothing, and opens only what is plain. */
    public static Sealing off() {
        return new Sealing(null);
    }

    /** Whether it seals. */
    public boolean isOn() {
        return masters != null;
    }

    /** The ids of the master keys, that which wraps first; none where nothing is sealed. */
    public List<String> masterKeys() {
        return masters == null ? List.of() : masters.ids();
    }

    /** What a record about a shipment, or a field of one, is sealed for: of a record the name of its key, {@link WrappedKey#topicKey}. */
    public static String context(ShipmentId shipment, String recordOrField) {
        return WrappedKey.topicKey(shipment, recordOrField);
    }

    /**
     * Seals bytes with a key that is to be kept elsewhere.
     *
     * @param context what they are sealed for: must be the same when they are opened
     */
    public Sealed seal(byte[] plain, String context) {
        if (masters == null) {
            return new Sealed(plain, null);
        }
        byte[] bound = context.getBytes(UTF_8);
        byte[] key = Random.randBytes(DATA_KEY_BYTES);
        try {
            byte[] bytes = new AesGcmJce(key).encrypt(plain, bound);
            return new Sealed(bytes, new WrappedKey(masters.newest(), masters.wrap(key, bound)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot be sealed", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * What was sealed.
     *
     * @throws SealException if its master key is not configured, or it is not as it was sealed, or for something else
     */
    public byte[] open(byte[] sealed, WrappedKey wrapped, String context) {
        if (masters == null) {
            throw SealException.keyMissing(wrapped.masterKey());
        }
        byte[] bound = context.getBytes(UTF_8);
        byte[] key = masters.unwrap(wrapped.masterKey(), wrapped.key(), bound);
        try {
            return new AesGcmJce(key).decrypt(sealed, bound);
        } catch (GeneralSecurityException e) {
            throw new SealException("it is not as it was sealed", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** A text as it may be kept, its wrapped key with it; the text itself where nothing is sealed. */
    public String sealText(String plain, String context) {
        Sealed sealed = seal(plain.getBytes(UTF_8), context);
        return sealed.key() == null
                ? plain
                : MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(together(sealed.key(), sealed.bytes()));
    }

    /**
     * The text that was sealed; a text that is not sealed is returned as it is: it is from before there was sealing.
     *
     * @throws SealException as {@link #open}
     */
    public String openText(String kept, String context) {
        if (!isSealed(kept)) {
            return kept;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(kept.substring(MARK.length())));
            String master = new String(taken(bytes, bytes.get()), UTF_8);
            byte[] key = taken(bytes, bytes.get());
            return new String(open(taken(bytes, bytes.remaining()), new WrappedKey(master, key), context), UTF_8);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new SealException("it is cut or was never sealed", e);
        }
    }

    /** Whether a text is one that {@link #sealText} made, or claims to be. */
    public static boolean isSealed(String kept) {
        return kept.startsWith(MARK);
    }

    /** Id of the master key, wrapped key, sealed bytes; the length of each of the first two in a byte before it. */
    private static byte[] together(WrappedKey key, byte[] sealed) {
        byte[] master = key.masterKey().getBytes(UTF_8);
        return ByteBuffer.allocate(2 + master.length + key.key().length + sealed.length)
                .put((byte) master.length)
                .put(master)
                .put((byte) key.key().length)
                .put(key.key())
                .put(sealed)
                .array();
    }

    private static byte[] taken(ByteBuffer from, int length) {
        if (length < 0 || length > from.remaining()) {
            throw new SealException("it is cut or was never sealed");
        }
        byte[] taken = new byte[length];
        from.get(taken);
        return taken;
    }
}
