package io.waymark.sealing;

import io.waymark.contract.WrappedKey;
import org.jspecify.annotations.Nullable;

/**
 * What came of sealing.
 *
 * @param bytes nonce, ciphertext and tag; where sealing is off, the bytes themselves
 * @param key what they are opened with, to be kept apart from them; null where sealing is off
 */
public record Sealed(byte[] bytes, @Nullable WrappedKey key) {

    /** Without the bytes: they may be plain. */
    @Override
    public String toString() {
        return "Sealed[bytes=" + bytes.length + ", key=" + key + "]";
    }
}
