package io.waymark.console.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is learnt of a file while it passes by: its digest, how many lines it has, and in which charset it is written. That is
 * UTF-8 unless more of the lines with other than ASCII characters cannot be than can: a text in GB18030 is hardly ever UTF-8
 * too, while a damaged file in UTF-8 has few lines that are not.
 */
final class FileScan {

    static final Charset GB18030 = Charset.forName("GB18030");

    /** Of a line so much is looked at. */
    private static final int LOOK = 4096;

    private final MessageDigest sha256;
    private final CharsetDecoder utf8 = UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer line = ByteBuffer.allocate(LOOK);
    private final CharBuffer text = CharBuffer.allocate(LOOK);
    private boolean isAscii = true;
    private boolean isBegun;
    private byte last;
    private long lines;
    private long bytes;
    private long inUtf8;
    private long notInUtf8;

    FileScan() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    void add(byte[] part) {
        sha256.update(part);
        bytes += part.length;
        for (byte one : part) {
            boolean isEnd = one == '\r' || one == '\n' && last != '\r';
            if (isEnd) {
                endLine();
            } else if (one != '\n') {
                isBegun = true;
                isAscii &= one >= 0;
                if (line.hasRemaining()) {
                    line.put(one);
                }
            }
            last = one;
        }
    }

    /** Nothing follows. */
    void end() {
        if (isBegun) {
            endLine();
        }
    }

    byte[] digest() {
        return sha256.digest();
    }

    long bytes() {
        return bytes;
    }

    long lines() {
        return lines;
    }

    Charset charset() {
        return notInUtf8 > inUtf8 ? GB18030 : UTF_8;
    }

    private void endLine() {
        if (!isAscii && isUtf8()) {
            inUtf8++;
        } else if (!isAscii) {
            notInUtf8++;
        }
        lines++;
        line.clear();
        isAscii = true;
        isBegun = false;
    }

    private boolean isUtf8() {
        boolean isWhole = line.hasRemaining();
        utf8.reset();
        text.clear();
        return !utf8.decode(line.flip(), text, isWhole).isError();
    }
}
