package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that every service computes for itself and nobody looks up: UUID version 5 (SHA-1, RFC 9562 section 5.5). The
 * same namespace and name always give the same id.
 */
public final class NameBasedId {

    /** The namespace of all of Waymark's ids. It is part of identity and never changes. */
    public static final UUID WAYMARK = UUID.fromString("53b04efe-707f-5f81-8722-d51befdcef68");

    private static final long VERSION_5 = 0x5000L;

    /** To look one up costs as much as to use it; {@code digest} leaves it as new. */
    private static final ThreadLocal<MessageDigest> SHA_1 = ThreadLocal.withInitial(NameBasedId::sha1);

    private NameBasedId() {}

    /**
     * The id of {@code name} in {@code namespace}.
     *
     * @param name any text; it is hashed as UTF-8
     */
    public static UUID of(UUID namespace, String name) {
        byte[] utf8 = name.getBytes(UTF_8);
        byte[] hashed = ByteBuffer.allocate(2 * Long.BYTES + utf8.length)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .put(utf8)
                .array();
        ByteBuffer digest = ByteBuffer.wrap(SHA_1.get().digest(hashed));
        long high = (digest.getLong() & ~0xF000L) | VERSION_5;
        long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }
}
