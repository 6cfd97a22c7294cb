package io.waymark.carriers;

import java.util.List;

/** A person whose name stands before what it is recognised by. Of the name the first character stays. */
enum OwnerForm implements MaskedForm {
    /** {@code 周女士}, {@code 张小明先生}; the title goes too. */
    TITLED(Known.TITLES) {
        @Override
        int nameEnd(String text, int at) {
            return words.start(text, 0, at + 1);
        }

        @Override
        int nameStart(String text, int from, int end) {
            for (int at = Math.max(from, end - 3); at < end; at++) {
                if (Names.isFamily(text, at) && isHan(text, at, end)) {
                    return at;
                }
            }
            return NONE;
        }

        @Override
        int end(int nameEnd) {
            return nameEnd + 2;
        }
    },

    /** {@code 【滨江一部】的张三（138****1234）}: whose mobile phone it is, masked as it is by now. */
    REACHED(List.of("*")) {
        @Override
        int nameEnd(String text, int at) {
            int phone = at - 3;
            boolean mobile = phone > 0
                    && text.charAt(phone) == '1'
                    && isDigit(text.charAt(at - 1))
                    && text.startsWith("****", at)
                    && at + 4 < text.length()
                    && isDigit(text.charAt(at + 4));
            int end = phone;
            while (mobile && end > 0 && phone - end < 2 && " （([【:：,，/".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            return mobile ? end : NONE;
        }

        @Override
        int nameStart(String text, int from, int end) {
            for (int at = Math.max(from, end - 4); at <= end - 2; at++) {
                boolean name = Names.isFamily(text, at) || (at == end - 2 && Names.isCalled(text, at));
                if (name && isHan(text, at, end) && begins(text, at) && !hasOneOf(NO_NAME, text, at + 1, end)) {
                    return at;
                }
            }
            return NONE;
        }

        @Override
        int end(int nameEnd) {
            return nameEnd;
        }
    };

    private static final int NONE = -1;
    /** What a name follows at once. */
    private static final List<String> BEFORE = List.of("的", "联系", "找", "致电", "电联", "由", "给");

    private static final String NO_NAME = "电话機机号码员部店站点司区市县镇";

    final Words words;

    OwnerForm(List<String> words) {
        this.words = Words.of(words);
    }

    /** Where the name ends, if it is one, that what stands at {@code at} is recognised by; {@link #NONE} if nothing. */
    abstract int nameEnd(String text, int at);

    /** Where the name begins that ends at {@code end}; {@link #NONE} if that is no name. */
    abstract int nameStart(String text, int from, int end);

    /** Where ends what is masked. */
    abstract int end(int nameEnd);

    @Override
    public List<String> words() {
        return words.all();
    }

    @Override
    public String masked(String text, int from) {
        StringBuilder masked = null;
        Marks marks = words.marks();
        int done = 0;
        for (int at = marks.next(text, from); at < text.length(); at = marks.next(text, at + 1)) {
            int nameEnd = nameEnd(text, at);
            int name = nameEnd == NONE ? NONE : nameStart(text, done, nameEnd);
            if (name != NONE) {
                masked = masked == null ? new StringBuilder(text.length()) : masked;
                masked.append(text, done, name + 1).append("**");
                done = end(nameEnd);
            }
        }
        return masked == null ? text : masked.append(text, done, text.length()).toString();
    }

    private static boolean begins(String text, int at) {
        return at == 0
                || !Character.isIdeographic(text.charAt(at - 1))
                || BEFORE.stream().anyMatch(word -> text.startsWith(word, at - word.length()));
    }

    private static boolean isHan(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (!Character.isIdeographic(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasOneOf(String characters, String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (characters.indexOf(text.charAt(at)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** What constants cannot refer to while they are made. */
    private static final class Known {

        static final List<String> TITLES = Names.TITLES;
    }
}
