package io.waymark.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A secret and the name by which records and metrics tell it from others. The name stays with the secret, wherever that
 * stands in a list:
 *
 * <pre>
 *   name = kind ":" first 8 lower-case hex digits of SHA-256( "waymark-secret:" + secret )
 * </pre>
 *
 * <p>What the name gives away: whoever guesses a secret can see whether the guess is wrong, without a message that was
 * signed with it. A secret that was drawn at random is as safe as before; one that can be guessed was open already to
 * whoever has seen one signed message. Two secrets share a name in one of four thousand million cases.
 *
 * @param name e.g. {@code account-salt:3fa1b2c4}
 * @param value the secret itself, not empty
 */
public record NamedSecret(String name, String value) {

    private static final String PREFIX = "waymark-secret:";
    private static final int BYTES = 4;

    /** The secrets of one kind, each once, in the order given. */
    public static List<NamedSecret> all(String kind, List<String> values) {
        return values.stream()
                .distinct()
                .map(value -> new NamedSecret(kind + ":" + id(value), value))
                .toList();
    }

    /**
     * The first secret that gives a message's signature; empty if none does. Tries every one, also after a match, so that
     * the time taken does not tell which one it was.
     *
     * @param signs whether a secret gives the signature
     */
    public static Optional<NamedSecret> firstThat(List<NamedSecret> secrets, Predicate<String> signs) {
        return secrets.stream().filter(secret -> signs.test(secret.value())).toList().stream()
                .findFirst();
    }

    private static String id(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((PREFIX + value).getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The name alone. */
    @Override
    public String toString() {
        return name;
    }
}
