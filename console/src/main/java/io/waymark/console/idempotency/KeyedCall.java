package io.waymark.console.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.Texts;
import io.waymark.console.seal.Seal;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * A call that its caller can name again. What is stored of it is made with the caller's key, which is not stored: so the
 * table tells nothing of a registration, and answers that show a secret once can be kept.
 */
final class KeyedCall {

    static final String HEADER = "Idempotency-Key";

    private static final int MAX_KEY = 255;

    private final String id;
    private final String bodyDigest;
    private final Seal seal;

    private KeyedCall(String id, String bodyDigest, Seal seal) {
        this.id = id;
        this.bodyDigest = bodyDigest;
        this.seal = seal;
    }

    /**
     * @param merchantId whose key it is: merchants may use the same words
     * @param operation method and path with its query
     * @throws ProblemException with 400 if the key is none
     */
    static KeyedCall of(String merchantId, String operation, String key, byte[] body) {
        if (key.isBlank() || key.length() > MAX_KEY || !Texts.isPrintable(key)) {
            throw ProblemException.of(
                    ProblemType.MALFORMED, HEADER, "must have 1 to " + MAX_KEY + " printable characters");
        }
        List<String> name = List.of(merchantId, operation, key);
        return new KeyedCall(
                HexFormat.of().formatHex(digest("id", name, new byte[0])),
                HexFormat.of().formatHex(digest("body", name, body)),
                new Seal(digest("seal", name, new byte[0])));
    }

    /** Names the call; the same for every repetition. */
    String id() {
        return id;
    }

    /** Differs where a call of the same name says something else. */
    String bodyDigest() {
        return bodyDigest;
    }

    /** The bytes, readable to whoever repeats the call. */
    byte[] sealed(byte[] plain) {
        return seal.sealed(plain);
    }

    /** What {@link #sealed} was given. */
    byte[] opened(byte[] sealed) {
        return seal.opened(sealed);
    }

    private static byte[] digest(String purpose, List<String> name, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((purpose + "\n" + String.join("\n", name) + "\n").getBytes(UTF_8));
            return sha256.digest(body);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
