package io.waymark.carriers.thirtypost;

import static io.waymark.contract.SubStatus.*;

import io.waymark.carriers.Meaning;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.StatusTable;
import io.waymark.contract.SubStatus;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the carrier's words mean. It has no codes and publishes no list of its phrases: the rules are inferred from the
 * words of carriers in general. A text belongs to the class of the first rule that finds something in it, or to none, and
 * then its section decides.
 *
 * <p>Two traps: 请您准备签收 is no signature, so what only announces one is taken out before the rules look; 驿站代收 is an
 * arrival at a station, so its rule comes before that of 签收.
 */
final class ThirtyPostStatuses {

    /** What the rules look for stands at the beginning, and they shall not search a novel. */
    private static final int LONGEST_TEXT = 500;

    /** Word borders as in a text of both scripts, on every version of Java. */
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;

    // spotless:off
    /** Says that something has not happened, or is about to. */
    static final List<Pattern> ANNOUNCEMENTS = List.of(
            pattern("(请|准备|等待|请您|未|待|尚未|即将)[^，。,；;]{0,6}签收"),
            pattern("\\bnot (yet )?delivered\\b"),
            pattern("\\bto be delivered\\b"));

    static final List<Rule> RULES = List.of(
            rule("return-signed",     RETURN_SIGNED,      "退签|退回.{0,6}签收|寄件人.{0,4}签收"),
            rule("returning",         RETURNING,          "退回|退件|返回发件"),
            rule("refused",           REFUSED,            "拒收|拒签"),
            rule("station",           LOCKER_OR_STATION,  "(驿站|快递柜|丰巢|代收点|自提点|便利店|物业|门卫).{0,4}(代收|代签)|(存放|放入|投递至|暂存).{0,6}(驿站|快递柜|丰巢|代收点|自提点)"),
            rule("signed",            SIGNED,             "签收|妥投|已投递|\\bdelivered\\b"),
            rule("out-for-delivery",  OUT_FOR_DELIVERY,   "派件|派送|投递中|out for delivery"),
            rule("pickup",            LOCKER_OR_STATION,  "待取|自提|取件码"),
            rule("customs-exception", CUSTOMS_EXCEPTION,  "(清关|海关).{0,8}(异常|查验|扣|退)"),
            rule("customs-cleared",   CUSTOMS_CLEARED,    "(已|完成)清关|清关(完成|放行)|海关放行"),
            rule("customs",           CUSTOMS_PROCESSING, "清关|海关|申报"),
            rule("unreachable",       UNREACHABLE,        "无法联系|联系不上"),
            rule("damaged",           DAMAGED,            "破损"),
            rule("exception",         UNSPECIFIED,        "疑难|问题件|异常"),
            rule("ordered",           ORDER_CREATED,      "已下单|订单.{0,4}(创建|生成)|录单"),
            rule("picked-up",         PICKED_UP,          "揽收|收件|入库"));
    // spotless:on

    /** One class of texts, under the name that the store keeps. */
    record Rule(String name, SubStatus subStatus, Pattern pattern) {}

    private static final StatusTable CLASSES = table(RULES.stream()
            .map(rule -> StatusTable.row(rule.name(), "", rule.subStatus()))
            .toArray(StatusTable.Row[]::new));

    private static final StatusTable SECTIONS = table(Section.rows());

    private ThirtyPostStatuses() {}

    /** The name of a text's class; "" if no rule finds anything in it. Nothing of the text itself. */
    static String classOf(String text) {
        String said = withoutAnnouncements(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        return RULES.stream()
                .filter(rule -> rule.pattern().matcher(said).find())
                .map(Rule::name)
                .findFirst()
                .orElse("");
    }

    private static String withoutAnnouncements(String text) {
        String said = text;
        for (Pattern announcement : ANNOUNCEMENTS) {
            said = announcement.matcher(said).replaceAll("");
        }
        return said;
    }

    /** The meaning of a text's class or, where it has none, of its section. No text ends a return leg. */
    static Meaning meaning(String section, String textClass) {
        return CLASSES.find(textClass)
                .or(() -> SECTIONS.find(section).filter(meaning -> textClass.isEmpty()))
                .orElseGet(() -> new Meaning(Optional.empty(), false, false, "thirtypost:unknown"));
    }

    private static StatusTable table(StatusTable.Row... rows) {
        return StatusTable.of(ProviderId.THIRTYPOST, rows);
    }

    private static Rule rule(String name, SubStatus subStatus, String pattern) {
        return new Rule(name, subStatus, pattern(pattern));
    }

    private static Pattern pattern(String pattern) {
        return Pattern.compile(pattern, FLAGS);
    }
}
