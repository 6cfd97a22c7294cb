package io.waymark.carriers.kuaidi100;

import io.waymark.contract.Monitoring;
import java.util.Map;

/**
 * What a push's {@code status} says about Kuaidi100's own watching. A production count knows {@code issEND} beside the
 * documented ones: words that are in no row are acknowledged and kept as unknown.
 */
final class Kuaidi100Monitoring {

    private static final Map<String, Monitoring> BY_STATUS = Map.of(
            "polling", Monitoring.ACTIVE,
            "updateall", Monitoring.ACTIVE,
            "shutdown", Monitoring.ENDED);

    private Kuaidi100Monitoring() {}

    static Monitoring of(Kuaidi100Message push) {
        return push.isAbort() ? ofAbort(push) : BY_STATUS.getOrDefault(push.status(), Monitoring.UNKNOWN);
    }

    private static Monitoring ofAbort(Kuaidi100Message push) {
        if (!push.comNew().isEmpty()) {
            return Monitoring.ABORTED_CARRIER_CORRECTED;
        }
        String message = push.message();
        if (message.contains("3天")) {
            return Monitoring.ABORTED_NO_RECORD; // 3天查询无记录
        }
        return message.contains("60天") ? Monitoring.ABORTED_STALE : Monitoring.UNKNOWN; // 60天无变化
    }
}
