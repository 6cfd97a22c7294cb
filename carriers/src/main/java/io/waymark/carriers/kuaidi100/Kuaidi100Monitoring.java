package io.waymark.carriers.kuaidi100;

import static io.waymark.carriers.kuaidi100.Kuaidi100Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
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

    static Monitoring of(JsonNode push) {
        String status = text(push, "status");
        return status.equals("abort") ? ofAbort(push) : BY_STATUS.getOrDefault(status, Monitoring.UNKNOWN);
    }

    static boolean isAbort(JsonNode push) {
        return text(push, "status").equals("abort");
    }

    private static Monitoring ofAbort(JsonNode push) {
        if (!text(push, "comNew").isEmpty()) {
            return Monitoring.ABORTED_CARRIER_CORRECTED;
        }
        String message = text(push, "message");
        if (message.contains("3天")) {
            return Monitoring.ABORTED_NO_RECORD; // 3天查询无记录
        }
        return message.contains("60天") ? Monitoring.ABORTED_STALE : Monitoring.UNKNOWN; // 60天无变化
    }
}
