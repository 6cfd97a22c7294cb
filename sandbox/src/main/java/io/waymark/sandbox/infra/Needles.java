package io.waymark.sandbox.infra;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Texts to be looked for among bytes, in every form in which somebody may have written them: as they are, as JSON and as a form
 * escape them, and each of these in Base64, whatever stands around it. What is compressed or encrypted is not found.
 */
public final class Needles {

    private static final int WIDTH = 3;

    /** A form of a text. */
    private record Needle(String text, byte[] bytes) {}

    private final List<Needle> needles = new ArrayList<>();

    /** Of all needles the first two bytes. */
    private final boolean[] beginnings = new boolean[1 << 16];

    /** @param texts of ten bytes at least: shorter ones occur by chance */
    public Needles(List<String> texts) {
        for (String text : texts) {
            forms(text).forEach(form -> add(text, form));
        }
    }

    /** The texts that occur in the first so many of the bytes. */
    public Set<String> in(byte[] bytes, int length) {
        Set<String> found = new LinkedHashSet<>();
        for (int at = 0; at + 1 < length; at++) {
            if (beginnings[(bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff]) {
                addThoseAt(bytes, at, length, found);
            }
        }
        return found;
    }

    /** How many bytes two pieces of what is searched must have in common. */
    public int overlap() {
        return needles.stream().mapToInt(needle -> needle.bytes().length).max().orElse(0);
    }

    private void addThoseAt(byte[] bytes, int at, int length, Set<String> found) {
        for (Needle needle : needles) {
            byte[] form = needle.bytes();
            if (at + form.length <= length && Arrays.equals(bytes, at, at + form.length, form, 0, form.length)) {
                found.add(needle.text());
            }
        }
    }

    private void add(String text, byte[] form) {
        needles.add(new Needle(text, form));
        beginnings[(form[0] & 0xff) << 8 | form[1] & 0xff] = true;
    }

    /** As it is, as JSON and as a form may escape it; and each of these in Base64. */
    private static List<byte[]> forms(String text) {
        String escaped = text.codePoints()
                .mapToObj(one -> one < 0x80 ? Character.toString(one) : "\\u%04x".formatted(one))
                .collect(Collectors.joining());
        Set<String> plain = new LinkedHashSet<>();
        for (String form : List.of(text, escaped, URLEncoder.encode(text, UTF_8))) {
            plain.add(new String(form.getBytes(UTF_8), ISO_8859_1));
        }
        Set<String> all = new LinkedHashSet<>(plain);
        for (String form : plain) {
            for (int before = 0; before < WIDTH; before++) {
                all.add(inBase64(form, before, Base64.getEncoder()));
                all.add(inBase64(form, before, Base64.getUrlEncoder()));
            }
        }
        return all.stream().map(form -> form.getBytes(ISO_8859_1)).toList();
    }

    /** The letters that tell of the text and of nothing around it, where so many bytes come before it. */
    private static String inBase64(String form, int before, Base64.Encoder encoder) {
        byte[] bytes = ("\0".repeat(before) + form).getBytes(ISO_8859_1);
        int whole = bytes.length / WIDTH * WIDTH;
        String letters = encoder.encodeToString(Arrays.copyOf(bytes, whole));
        return letters.substring(before == 0 ? 0 : WIDTH + 1);
    }
}
