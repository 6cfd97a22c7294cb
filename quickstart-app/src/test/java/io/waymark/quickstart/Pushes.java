package io.waymark.quickstart;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/** What carriers push, in their own words. */
final class Pushes {

    /** Two days ago in China: carriers write their own time, without an offset. */
    private static final LocalDate DAY =
            LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(2);

    /** What of {@link #PERSONAL} nobody outside may read: a courier's name and phones, a landline, doors. */
    static final List<String> SEEDS = List.of("金小姐", "13812345678", "13812341234", "88881234", "8-3-1502", "12栋");

    /** Texts of a carrier that hold something personal; out of the corpus that masking is held against. */
    private static final List<String> PERSONAL = List.of(
            "联系人：金小姐，联系电话：+86-13812345678", "联系方式:13812341234、0571-88881234", "地址：翠苑小区8-3-1502", "快件放在12栋1203门口的鞋柜");

    private Pushes() {}

    /** Nodes of a parcel that moved between eleven and two, with all that is personal in their texts; newest first. */
    static String personal() {
        return IntStream.range(0, PERSONAL.size())
                .mapToObj(n -> node("0", "在途", "1%d:00:00".formatted(4 - n), PERSONAL.get(n)))
                .collect(joining(","));
    }

    /** A push with the whole history, newest first. */
    static String push(String number, String state, String... nodes) {
        return """
                {"status":"%s","billstatus":"got","message":"","autoCheck":"0","comOld":"","comNew":"","lastResult":
                {"message":"ok","state":"%s","status":"200","condition":"F00","ischeck":"0","com":"yuantong","nu":"%s",
                "data":[%s]}}"""
                .formatted(state.equals("301") ? "shutdown" : "polling", state, number, String.join(",", nodes));
    }

    /** A push of a parcel of which nothing was said before: its recipient has signed for it. */
    static String delivered(String number) {
        return push(number, "301", node("301", "签收", "18:02:03", "已签收，签收人：本人"));
    }

    /** One node of a Kuaidi100 history, by its code. */
    static String node(String code, String name, String time, String text) {
        return """
                {"time":"%1$s %2$s","ftime":"%1$s %2$s","context":"%3$s","status":"%4$s","statusCode":"%5$s"}"""
                .formatted(DAY, time, text, name, code);
    }

    /** One scan of STO; its {@code outBizCode} makes it unique. */
    static String scan(String number, int n, String type, String time) {
        return """
                {"waybillNo":"%1$s","linkCode":"L","trace":{"outBizCode":"OB-%1$s-%2$d","opOrgName":"浙江杭州滨江公司",
                "opOrgCode":"310001","opOrgType":"1","opOrgCityName":"杭州市","opOrgProvinceName":"浙江省",
                "opTime":"%3$s %4$s","scanType":"%5$s","memo":"%5$s","signoffPeople":"本人"}}"""
                .formatted(number, n, DAY, time, type);
    }
}
