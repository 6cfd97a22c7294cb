package io.waymark.console.track;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/** A file that pages load, out of {@code track/}. Named with its digest it may be kept for good. */
public enum Asset {
    PAGE_CSS("page.css", "text/css;charset=UTF-8"),
    PAGE_JS("page.js", "text/javascript;charset=UTF-8"),
    EMBED_JS("embed.js", "text/javascript;charset=UTF-8");

    private static final int DIGEST_BYTES = 8;

    private final String file;
    private final String mediaType;
    private final byte[] bytes;
    private final String digest;

    Asset(String file, String mediaType) {
        this.file = file;
        this.mediaType = mediaType;
        this.bytes = read("/track/" + file);
        this.digest = digest(bytes);
    }

    static Optional<Asset> named(String file) {
        return Arrays.stream(values()).filter(asset -> asset.file.equals(file)).findFirst();
    }

    /** Where it is, by a name that changes with it. */
    public String path() {
        return "/track/" + file + "?v=" + digest;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** The beginning of its SHA-256. */
    String digest() {
        return digest;
    }

    private static byte[] read(String path) {
        try (InputStream file = Asset.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(file, path).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What changes when the bytes do. */
    static String digest(byte[] bytes) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(all, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
