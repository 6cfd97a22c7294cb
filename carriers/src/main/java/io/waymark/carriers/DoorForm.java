package io.waymark.carriers;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which door is the customer's: {@code 翠苑小区8号楼3单元1502室}, {@code 翠苑小区8-3-1502}. The numbers of buildings, stairs and
 * rooms go, those of streets and floors stay.
 */
final class DoorForm implements MaskedForm {

    private static final String MASK = "****";

    /** What a number stands before. */
    private static final Words NUMBERED = Words.of(List.of("号楼", "號樓", "栋", "棟", "幢", "单元", "單元", "室", "号房", "房"));

    /** Of these, what another number may follow at once. */
    private static final Words FOLLOWED = Words.of(List.of("号楼", "號樓", "栋", "棟", "幢", "单元", "單元"));

    /** What numbers joined by dashes follow. */
    private static final Words ESTATES = Words.of(List.of("小区", "花园", "家园", "公寓", "新村", "苑", "府"));

    private static final Marks MARKS = Marks.of(NUMBERED.lasts() + ESTATES.lasts());

    private static final Pattern DOOR = Pattern.compile("\\d{2,4}(-\\d{1,4})?");
    private static final Pattern DOORS = Pattern.compile("\\d{1,3}(-\\d{1,4}){1,3}");
    private static final String HAN_NUMBERS = "〇零一二三四五六七八九十百";
    private static final int LONGEST = 16;

    @Override
    public List<String> words() {
        return Stream.of(NUMBERED, ESTATES)
                .flatMap(words -> words.all().stream())
                .toList();
    }

    @Override
    public String masked(String text, int from) {
        StringBuilder masked = null;
        int done = 0;
        for (int at = MARKS.next(text, from); at < text.length(); at = MARKS.next(text, Math.max(at + 1, done))) {
            int word = NUMBERED.start(text, done, at + 1);
            int end = word > done && text.charAt(word - 1) == ' ' ? word - 1 : word;
            int start = end <= done ? end : numberStart(text, done, end);
            int next = start < end ? at + 1 : done;
            if (start < end) {
                masked = masked == null ? new StringBuilder(text.length()) : masked;
                masked.append(text, done, start).append(MASK).append(text, end, next);
                done = next;
            }
            int follows = follows(text, at + 1, start < end);
            if (follows > 0) {
                masked = masked == null ? new StringBuilder(text.length()) : masked;
                masked.append(text, done, at + 1).append(MASK);
                done = at + 1 + follows;
            }
        }
        return masked == null ? text : masked.append(text, done, text.length()).toString();
    }

    /** Where the number begins that ends at {@code end}: {@code 5-2}, {@code A}, {@code 十二}; {@code end} without one. */
    private static int numberStart(String text, int from, int end) {
        int at = end;
        while (at > from && end - at <= LONGEST && isPart(text.charAt(at - 1), false)) {
            at--;
        }
        if (at == end) {
            while (at > from && end - at <= LONGEST && HAN_NUMBERS.indexOf(text.charAt(at - 1)) >= 0) {
                at--;
            }
        }
        return end - at > LONGEST ? end : at;
    }

    /** How many characters of a number follow: a door behind its building, or {@code 8-3-1502} behind an estate. */
    private static int follows(String text, int from, boolean numbered) {
        if (from == text.length() || !isPart(text.charAt(from), true)) {
            return 0;
        }
        int to = from;
        while (to < text.length() && to - from <= LONGEST && isPart(text.charAt(to), true)) {
            to++;
        }
        String number = text.substring(from, to);
        boolean time = to < text.length() && ":：/.年月日号".indexOf(text.charAt(to)) >= 0;
        boolean door = numbered
                && FOLLOWED.start(text, 0, from) >= 0
                && DOOR.matcher(number).matches();
        boolean doors = DOORS.matcher(number).matches() && ESTATES.start(text, 0, from) >= 0;
        return (door || doors) && !time ? number.length() : 0;
    }

    private static boolean isPart(char character, boolean digitsOnly) {
        return (character >= '0' && character <= '9')
                || character == '-'
                || (!digitsOnly && ((character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z')));
    }
}
