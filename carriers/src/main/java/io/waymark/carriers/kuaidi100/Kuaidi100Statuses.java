package io.waymark.carriers.kuaidi100;

import static io.waymark.carriers.StatusTable.row;
import static io.waymark.contract.SubStatus.*;

import io.waymark.carriers.Meaning;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.StatusTable;
import java.util.Optional;

/**
 * Kuaidi100's state codes (快递单当前状态), of {@code state} and of a node's {@code statusCode}, with the names that a
 * node's {@code status} carries. Source: push documentation and the advanced-status table, read 2026-11-20.
 */
final class Kuaidi100Statuses {

    // spotless:off
    private static final StatusTable TABLE = StatusTable.of(ProviderId.KUAIDI100,
            row("0",    "在途",             MOVING),
            row("1001", "到达派件城市",      ARRIVED_DESTINATION_CITY),
            row("1002", "干线",             LINEHAUL),
            row("1003", "转递",             FORWARDED),
            row("1",    "揽收",             PICKED_UP),
            row("101",  "已下单",           ORDER_CREATED),
            row("102",  "待揽收",           AWAITING_PICKUP),
            row("103",  "已揽收",           PICKED_UP),
            row("2",    "疑难",             UNSPECIFIED),
            row("201",  "超时未签收",        OVERDUE_UNSIGNED),
            row("202",  "超时未更新",        NO_UPDATE),
            row("203",  "拒收",             REFUSED),
            row("204",  "派件异常",          ATTEMPT_FAILED),
            row("205",  "柜或驿站超时未取",   PICKUP_OVERDUE),
            row("206",  "无法联系",          UNREACHABLE),
            row("207",  "超区",             OUT_OF_AREA),
            row("208",  "滞留",             DETAINED),
            row("209",  "破损",             DAMAGED),
            row("210",  "销单",             CANCEL_REQUESTED),
            row("3",    "签收",             SIGNED),
            row("301",  "本人签收",          SIGNED_BY_RECIPIENT).endingAReturn(),
            row("302",  "派件异常后签收",     SIGNED_AFTER_EXCEPTION).endingAReturn(),
            row("303",  "代签",             SIGNED_BY_PROXY).endingAReturn(),
            row("304",  "投柜或站签收",       LOCKER_OR_STATION_SIGNED).endingAReturn(),
            row("4",    "退签",             RETURN_SIGNED),
            row("401",  "已销单",           ORDER_CANCELLED),
            row("14",   "拒签",             REFUSED),   // sources disagree whether the sender has signed already
            row("5",    "派件",             OUT_FOR_DELIVERY),
            row("501",  "投柜或驿站",        LOCKER_OR_STATION),
            row("6",    "退回",             RETURNING),
            row("7",    "转投",             HANDED_OVER),
            row("8",    "清关",             CUSTOMS),
            row("10",   "待清关",           CUSTOMS_PENDING),
            row("11",   "清关中",           CUSTOMS_PROCESSING),
            row("12",   "已清关",           CUSTOMS_CLEARED),
            row("13",   "清关异常",          CUSTOMS_EXCEPTION));
    // spotless:on

    private Kuaidi100Statuses() {}

    /** Whether a code or name is in the table. */
    static boolean isListed(String codeOrName) {
        return TABLE.find(codeOrName).isPresent();
    }

    /** Whether {@code code} says more precisely what {@code codeOrName} says: 304 is a kind of 3, and so of 签收. */
    static boolean refines(String code, String codeOrName) {
        return isListed(code)
                && TABLE.find(codeOrName)
                        .map(main -> main.rule().substring(main.rule().indexOf(':') + 1))
                        .filter(main -> code.length() > main.length() && code.startsWith(main))
                        .isPresent();
    }

    /**
     * The meaning of a code or name. A code that is in no row is placed by its prefix, as the codes are built:
     * {@code 100x} under 0, three digits under the first. Any other is unknown and keeps the status.
     */
    static Meaning meaning(String code, String unused) {
        return TABLE.find(code).orElseGet(() -> byPrefix(code));
    }

    private static Meaning byPrefix(String code) {
        Optional<Meaning> parent = code.matches("100\\d")
                ? TABLE.find("0")
                : code.matches("\\d{3}") ? TABLE.find(code.substring(0, 1)) : Optional.empty();
        return parent.map(row -> new Meaning(row.subStatus(), false, false, row.rule() + "?" + code))
                .orElseGet(() -> new Meaning(Optional.empty(), false, false, "kuaidi100:unknown"));
    }
}
