package io.waymark.console.track;

import java.util.regex.Pattern;

/**
 * Takes out of carriers' texts what only the customer may know: the code that opens a locker, and which door is theirs.
 *
 * <pre>
 *   取件码：6-2-3017，请领取      →  取件码：****，请领取
 *   请凭【123456】到驿站取件       →  请凭【****】到驿站取件
 *   翠苑小区8号楼3单元1502室       →  翠苑小区****号楼****单元****室
 * </pre>
 *
 * <p>Of a code that is not introduced by such a word, and of a door that is not followed by one, nothing is known; they stay.
 */
final class Doorstep {

    private static final String MASK = "****";
    private static final String PART = "[\\p{Nd}A-Za-z]";

    /** With dashes, dots or blanks between its parts. */
    private static final String CODE = PART + "+(?:[-－—–·._ ]" + PART + "+)*+";

    /** A code follows within a few characters, in the same part of the sentence. */
    private static final Pattern KEY =
            Pattern.compile("((?:取件码|取货码|提货码|提取码|开箱码|开柜码|凭|(?i:pick-?up code))[^\\p{Nd}A-Za-z，。；！,;!\\n]{0,8})" + CODE);

    private static final Pattern DOOR = Pattern.compile("(?:" + CODE + "|[〇零一二三四五六七八九十百]+)(?=\\s?(?:号楼|栋|幢|单元|室))");

    private Doorstep() {}

    /** The text without them. One that holds none comes back as it is. */
    static String masked(String text) {
        return DOOR.matcher(KEY.matcher(text).replaceAll("$1" + MASK)).replaceAll(MASK);
    }
}
