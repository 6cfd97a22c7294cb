package io.waymark.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a body whose charset is not always declared, and not always the declared one: Chinese providers answer in
 * UTF-8, and from older systems in GBK.
 */
public final class BodyText {

    /** What every GBK text is too. */
    private static final Charset GB18030 = Charset.forName("GB18030");

    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9_.:-]{1,40})");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private BodyText() {}

    /**
     * Decodes a body as what it declares or, where that is nothing known or does not fit the bytes, as UTF-8 if it is
     * that and else as GB18030. Never fails: a byte that fits nothing becomes the replacement character.
     *
     * @param contentType as declared; "" if it was not
     */
    public static String of(byte[] body, String contentType) {
        return declared(contentType)
                .flatMap(charset -> strictly(body, charset))
                .or(() -> strictly(body, UTF_8))
                .map(BodyText::withoutMark)
                .orElseGet(() -> new String(body, GB18030));
    }

    private static Optional<Charset> declared(String contentType) {
        Matcher charset = CHARSET.matcher(contentType);
        try {
            return charset.find() ? Optional.of(Charset.forName(charset.group(1))) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> strictly(byte[] body, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
