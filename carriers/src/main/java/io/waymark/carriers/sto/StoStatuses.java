package io.waymark.carriers.sto;

import static io.waymark.carriers.StatusTable.row;
import static io.waymark.contract.SubStatus.*;

import io.waymark.carriers.Meaning;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.StatusTable;
import io.waymark.carriers.sto.article.StoArticle;
import io.waymark.contract.SubStatus;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * STO's {@code scanType}. Source: the open platform's list as quoted by public clients, read 2026-11-20. 快件取出 is the
 * courier taking the parcel <em>out</em> of a locker, not a signature; 驿站出库 is disputed and therefore no end.
 */
final class StoStatuses {

    private static final String PROBLEM = "问题件";

    // spotless:off
    private static final StatusTable TABLE = StatusTable.of(ProviderId.STO,
            row("收件",     "", PICKED_UP),
            row("发件",     "", DEPARTED_HUB),
            row("到件",     "", ARRIVED_HUB),
            row("派件",     "", OUT_FOR_DELIVERY),
            row("第三方代派", "", THIRD_PARTY_DELIVERY),
            row("柜机代收",  "", LOCKER),
            row("驿站代收",  "", STATION),
            row("快件取出",  "", REDELIVERY),
            row("驿站出库",  "", RELEASED_FROM_STATION),
            row(PROBLEM,    "", UNSPECIFIED), // refined by the issue name, below
            row("退回件",    "", RETURNING),
            row("改地址件",  "", FORWARDED),
            row("转邮",     "", HANDED_OVER),
            row("转同行",    "", HANDED_OVER),
            row("签收",     "", SIGNED),
            // seen in public clients only
            row("客户签收",  "", SIGNED_BY_RECIPIENT),
            row("代理点签收", "", LOCKER_OR_STATION_SIGNED),
            // withdrawn by STO, still seen
            row("留仓件",    "", DETAINED),
            row("代取快递",  "", STATION),
            row("派件入柜",  "", LOCKER),
            row("第三方代收", "", STATION),
            // international action codes
            row("PU_PICKUP_SUCCESS",       "", PICKED_UP),
            row("MOT_TRANSIT",             "", MOVING),
            row("SC_INBOUND_SUCCESS",      "", ARRIVED_HUB),
            row("SC_ORDER_WEIGHT",         "", MOVING),
            row("SC_ORDER_PAY_SUCCESS",    "", ORDER_CREATED),
            row("SC_ORDER_PACKET_SUCCESS", "", MOVING),
            row("SC_ORDER_PACKET_OUT",     "", MOVING),
            row("LH_DEPART",               "", DEPARTED_HUB),
            row("LH_ARRIVE",               "", ARRIVED_HUB),
            row("CC_START",                "", CUSTOMS_PENDING),
            row("CC_IM_START",             "", CUSTOMS_PROCESSING),
            row("CC_IM_SUCCESS",           "", CUSTOMS_CLEARED),
            row("CC_IM_FAILURE",           "", CUSTOMS_EXCEPTION),
            row("GOT",                     "", HANDED_OVER));

    /** What a problem (问题件) is, by its {@code issueName}; the first that matches. */
    private static final List<IssueRule> ISSUES = List.of(
            issue("拒收|拒签|拒绝",                                    REFUSED),
            issue("联系不上|无法联系|电话.*(错|空号|停机|无人)|无人接听",    UNREACHABLE),
            issue("地址.*(不详|错误|不清)",                             ADDRESS_ISSUE),
            issue("超区|超范围|不在服务",                                OUT_OF_AREA),
            issue("无人|不在家|改期|延迟派送|改约",                       ATTEMPT_FAILED),
            issue("破损|损坏",                                         DAMAGED),
            issue("丢失|遗失",                                         LOST),
            issue("滞留|留仓|积压|延误|天气",                            DETAINED));
    // spotless:on

    private record IssueRule(Pattern pattern, SubStatus subStatus) {}

    private StoStatuses() {}

    /**
     * The meaning of a scan type; of a problem, by its issue name. A type in no row is unknown and keeps the status. A
     * reading of the article's dialect is looked up in its own table: both have a GOT, and mean different things.
     */
    static Meaning meaning(String scanType, String issueName) {
        return issueName.startsWith(StoArticle.DETAIL)
                ? StoArticle.meaning(scanType, issueName)
                : linkMeaning(scanType, issueName);
    }

    private static Meaning linkMeaning(String scanType, String issueName) {
        Meaning listed =
                TABLE.find(scanType).orElseGet(() -> new Meaning(Optional.empty(), false, false, "sto:unknown"));
        return scanType.equals(PROBLEM) ? refined(listed, issueName) : listed;
    }

    private static Meaning refined(Meaning problem, String issueName) {
        return ISSUES.stream()
                .filter(rule -> rule.pattern().matcher(issueName).find())
                .findFirst()
                .map(rule -> new Meaning(
                        Optional.of(rule.subStatus()),
                        true,
                        false,
                        "sto:问题件/" + rule.pattern().pattern()))
                .orElse(problem);
    }

    private static IssueRule issue(String pattern, SubStatus subStatus) {
        return new IssueRule(Pattern.compile(pattern), subStatus);
    }
}
