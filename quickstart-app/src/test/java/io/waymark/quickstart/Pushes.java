package io.waymark.quickstart;

import java.time.LocalDate;
import java.time.ZoneId;

/** What carriers push, in their own words. */
final class Pushes {

    /** Two days ago in China: carriers write their own time, without an offset. */
    private static final LocalDate DAY =
            LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(2);

    private Pushes() {}

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
