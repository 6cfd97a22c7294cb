package io.waymark.sandbox.carrier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whose a number may be by its shape, as far as the simulated Kuaidi100 can tell; companies in its own words. */
final class Kuaidi100Numbers {

    private static final Predicate<String> NUMBER =
            Pattern.compile("[A-Z0-9-]{6,32}").asMatchPredicate();

    /** In the order in which the candidates are named. */
    // spotless:off
    private static final List<Row> TABLE = List.of(
            new Row("SF\\d{13}",             "shunfeng",      "顺丰速运"),
            new Row("JT\\d{13}",             "jtexpress",     "极兔速递"),
            new Row("JD[A-Z0-9]{2}\\d{11}",  "jd",            "京东物流"),
            new Row("YT\\d{13}",             "yuantong",      "圆通速递"),
            new Row("DPK\\d{12}",            "debangkuaidi",  "德邦快递"),
            new Row("77\\d{13}",             "shentong",      "申通快递"),
            new Row("7[34568]\\d{12}",       "zhongtong",     "中通快递"),
            new Row("[34]\\d{14}",           "yunda",         "韵达快递"),
            new Row("43\\d{13}",             "shentong",      "申通快递"),
            new Row("[A-Z]{2}\\d{9}CN",      "ems",           "EMS"),
            new Row("[A-Z]{2}\\d{9}CN",      "youzhengguoji", "国际包裹"),
            new Row("[19]\\d{12}",           "ems",           "EMS"),
            new Row("\\d{12}",               "shunfeng",      "顺丰速运"),
            new Row("\\d{12}",               "shentong",      "申通快递"));
    // spotless:on

    private record Row(Pattern shape, String company, String name) {

        Row(String shape, String company, String name) {
            this(Pattern.compile(shape), company, name);
        }
    }

    private Kuaidi100Numbers() {}

    /** Whether it can be a number at all. */
    static boolean isNumber(String text) {
        return NUMBER.test(text);
    }

    /** Code and name of each company whose numbers have this shape, likeliest first. */
    static Map<String, String> companiesOf(String number) {
        Map<String, String> companies = new LinkedHashMap<>();
        TABLE.stream()
                .filter(row -> row.shape().matcher(number).matches())
                .forEach(row -> companies.put(row.company(), row.name()));
        return companies;
    }
}
