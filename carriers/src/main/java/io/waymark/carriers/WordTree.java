package io.waymark.carriers;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All words by which forms are found, from their last characters to their first: one look at a text, from its end, tells
 * which of them stand in it. Most characters end no word.
 */
final class WordTree {

    /** The bits of one-character words are at the roots, those of longer ones where their first character is. */
    private static final class Node {

        private char[] letters = {};
        private Node[] nodes = {};
        private int bits;
        private boolean latin;

        Node with(char letter) {
            Node known = next(letter);
            if (known != null) {
                return known;
            }
            Node made = new Node();
            letters = Arrays.copyOf(letters, letters.length + 1);
            letters[letters.length - 1] = letter;
            nodes = Arrays.copyOf(nodes, nodes.length + 1);
            nodes[nodes.length - 1] = made;
            return made;
        }

        @Nullable
        Node next(char letter) {
            for (int at = 0; at < letters.length; at++) {
                if (letters[at] == letter) {
                    return nodes[at];
                }
            }
            return null;
        }

        int place(char letter) {
            return String.valueOf(letters).indexOf(letter);
        }
    }

    private final Node root = new Node();

    /** By character: which node it leads to, counted from 1; 0 for most. */
    private final byte[] first = new byte[Character.MAX_VALUE + 1];

    /** @param bit told where one of the words is found */
    void add(List<String> words, int bit) {
        for (String word : words) {
            Node node = root;
            for (int at = word.length() - 1; at >= 0; at--) {
                node = node.with(word.charAt(at));
            }
            node.bits |= bit;
            node.latin = Words.isLatin(word.charAt(0));
            char last = word.charAt(word.length() - 1);
            first[last] = (byte) (root.place(last) + 1);
            first[Words.capital(last)] = first[last];
        }
    }

    /** A character that stands for another, and what is told where it is found besides what the other tells. */
    void addTwin(char twin, char of, int bit) {
        Node node = root.with(twin);
        Node other = root.with(of);
        node.letters = other.letters;
        node.nodes = other.nodes;
        node.bits = other.bits | bit;
        node.latin = other.latin;
        first[twin] = (byte) (root.place(twin) + 1);
    }

    /** The bits of the words that end at a place of a text. */
    int bits(String text, int at) {
        int kind = first[text.charAt(at)];
        if (kind == 0) {
            return 0;
        }
        Node last = root.nodes[(kind & 0xFF) - 1];
        return last.letters.length == 0 && !last.latin ? last.bits : bits(last, text, at);
    }

    private static int bits(Node last, String text, int from) {
        int bits = 0;
        int at = from;
        Node node = last;
        while (node != null) {
            if (node.bits != 0 && (!node.latin || Words.begins(text, at))) {
                bits |= node.bits;
            }
            at--;
            node = at < 0 ? null : node.next(Words.small(text.charAt(at)));
        }
        return bits;
    }
}
