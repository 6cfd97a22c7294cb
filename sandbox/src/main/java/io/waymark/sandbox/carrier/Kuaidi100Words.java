package io.waymark.sandbox.carrier;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Kuaidi100's codes for the state of a parcel, and what it calls them; table "快递单当前状态" of its documentation. */
final class Kuaidi100Words {

    // spotless:off
    private static final Map<String, String> NAMES = Map.ofEntries(
            entry("1", "揽收"), entry("101", "已下单"), entry("102", "待揽收"), entry("103", "已揽收"),
            entry("0", "在途"), entry("1001", "到达派件城市"), entry("1002", "干线"), entry("1003", "转递"),
            entry("5", "派件"), entry("501", "投柜或驿站"),
            entry("3", "签收"), entry("301", "本人签收"), entry("302", "派件异常后签收"), entry("303", "代签"),
            entry("304", "投柜或站签收"),
            entry("6", "退回"), entry("4", "退签"), entry("401", "已销单"), entry("14", "拒签"), entry("7", "转投"),
            entry("2", "疑难"), entry("201", "超时未签收"), entry("202", "超时未更新"), entry("203", "拒收"),
            entry("204", "派件异常"), entry("205", "柜或驿站超时未取"), entry("206", "无法联系"), entry("207", "超区"),
            entry("208", "滞留"), entry("209", "破损"), entry("210", "销单"),
            entry("8", "清关"), entry("10", "待清关"), entry("11", "清关中"), entry("12", "已清关"), entry("13", "清关异常"));

    /** Waymark's word for a carrier, where Kuaidi100 has another. */
    private static final Map<String, String> COMPANIES = Map.of(
            "sto", "shentong", "sf", "shunfeng", "zto", "zhongtong", "yto", "yuantong", "jdl", "jd",
            "deppon", "debangkuaidi");
    // spotless:on

    /** How detailed it may be asked to tell ({@code resultv2}). */
    private static final Set<String> DETAILS = Set.of("", "0", "1", "4", "6", "8");

    /** The last four digits at least; a landline may have a hyphen. */
    private static final Predicate<String> PHONE =
            Pattern.compile("\\+?\\d{4,15}|0\\d{2,3}-\\d{7,8}").asMatchPredicate();

    private Kuaidi100Words() {}

    /** Whether it can tell in such detail: to foretell the arrival (8) it must know where to. */
    static boolean isDetail(String resultv2, String destination) {
        return DETAILS.contains(resultv2) && !(resultv2.equals("8") && destination.isEmpty());
    }

    /** Whether it can compare this with a parcel's phone: no extension, no blanks. */
    static boolean isPhone(String text) {
        return PHONE.test(text);
    }

    /** A code's name; the code itself where it has none. */
    static String nameOf(String code) {
        return NAMES.getOrDefault(code, code);
    }

    /** The main state of a code: 301 is 3, 1001 is 0, 11 is 8. */
    static String mainStateOf(String code) {
        return switch (code.length()) {
            case 4 -> "0";
            case 3 -> code.substring(0, 1);
            case 2 -> code.equals("14") ? code : "8";
            default -> code;
        };
    }

    /** Whether Kuaidi100 stops watching: signed, by the recipient or back with the sender, or withdrawn. */
    static boolean isLast(String code) {
        return mainStateOf(code).equals("3") || mainStateOf(code).equals("4");
    }

    static String companyOf(String carrier) {
        return COMPANIES.getOrDefault(carrier, carrier);
    }

    /** Another company than this one, for a number that turns out to be somebody else's. */
    static String otherThan(String company) {
        return company.equals("zhongtong") ? "yuantong" : "zhongtong";
    }
}
