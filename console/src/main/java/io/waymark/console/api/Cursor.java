package io.waymark.console.api;

import io.waymark.console.readmodel.Position;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A {@link Position} as clients carry it: 30 bytes in URL-safe Base64.
 *
 * <pre>
 *   list (1) | microseconds since 1970 (8) | id (16) | first bytes of the SHA-256 of all before (5)
 * </pre>
 *
 * <p>The check makes a damaged or invented cursor recognisable. It guards nothing else: a cursor only says where in a
 * list to go on, and what the list holds is decided anew for every call.
 *
 * @param list the list it belongs to; one of another list is refused
 * @param position after which the next page begins
 */
public record Cursor(List list, Position position) {

    /** Lists that have pages. The order is part of the cursors' form. */
    public enum List {
        SHIPMENTS,
        EVENTS,
        SETTLEMENTS,
        DUE_SETTLEMENTS,
        CONSERVATION,
        KEYS,
        AUDIT,
        WEBHOOKS,
        DELIVERIES,
        IMPORTS,
        IMPORT_ERRORS,
        CASH,
        TRACKING_KEYS,
        REJECTIONS,
        DEAD_LETTERS,
        REPLAYS,
        ERASURES
    }

    private static final int CONTENT_BYTES = 25;
    private static final int CHECK_BYTES = 5;

    String encoded() {
        byte[] content = ByteBuffer.allocate(CONTENT_BYTES)
                .put((byte) list.ordinal())
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.at()))
                .putLong(position.id().getMostSignificantBits())
                .putLong(position.id().getLeastSignificantBits())
                .array();
        byte[] all = Arrays.copyOf(content, CONTENT_BYTES + CHECK_BYTES);
        System.arraycopy(check(content), 0, all, CONTENT_BYTES, CHECK_BYTES);
        return Base64.getUrlEncoder().encodeToString(all);
    }

    /** What {@link #encoded} wrote for that list; empty for anything else. */
    static Optional<Position> decode(List list, String text) {
        return bytes(text).filter(Cursor::isWhole).flatMap(all -> position(list, ByteBuffer.wrap(all)));
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(byte[] all) {
        return all.length == CONTENT_BYTES + CHECK_BYTES
                && Arrays.equals(
                        check(Arrays.copyOf(all, CONTENT_BYTES)),
                        Arrays.copyOfRange(all, CONTENT_BYTES, CONTENT_BYTES + CHECK_BYTES));
    }

    private static Optional<Position> position(List list, ByteBuffer content) {
        if (content.get() != list.ordinal()) {
            return Optional.empty();
        }
        Instant at = Instant.EPOCH.plus(content.getLong(), ChronoUnit.MICROS);
        return Optional.of(new Position(at, new UUID(content.getLong(), content.getLong())));
    }

    private static byte[] check(byte[] content) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(content), CHECK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
