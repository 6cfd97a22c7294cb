package io.waymark.console.web;

import io.waymark.console.deadletter.LetterState;
import io.waymark.console.erasure.ErasurePart;
import io.waymark.console.erasure.ErasureState;
import io.waymark.console.transfer.ImportState;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.WebhookDelivery;
import java.util.Map;

/** In which colour a state is written, beside its words. What stands in no table is quiet. */
final class Tones {

    // spotless:off
    private static final Map<Enum<?>, String> TONES = Map.ofEntries(
            Map.entry(ShipmentStatus.IN_TRANSIT,           "info"),
            Map.entry(ShipmentStatus.OUT_FOR_DELIVERY,     "info"),
            Map.entry(ShipmentStatus.AVAILABLE_FOR_PICKUP, "warn"),
            Map.entry(ShipmentStatus.DELIVERY_FAILED,      "bad"),
            Map.entry(ShipmentStatus.EXCEPTION,            "bad"),
            Map.entry(ShipmentStatus.RETURNING,            "warn"),
            Map.entry(ShipmentStatus.DELIVERED,            "good"),
            Map.entry(LetterState.WAITING,                 "warn"),
            Map.entry(LetterState.REDRIVEN,                "good"),
            Map.entry(WebhookDelivery.State.WAITING,       "info"),
            Map.entry(WebhookDelivery.State.DELIVERED,     "good"),
            Map.entry(WebhookDelivery.State.FAILED,        "bad"),
            Map.entry(ImportState.RECEIVED,                "info"),
            Map.entry(ImportState.RUNNING,                 "info"),
            Map.entry(ImportState.DONE,                    "good"),
            Map.entry(ErasureState.ORDERED,                "info"),
            Map.entry(ErasureState.ERASING,                "info"),
            Map.entry(ErasureState.DONE,                   "good"),
            Map.entry(ErasureState.REFUSED,                "bad"),
            Map.entry(ErasurePart.State.WAITING,           "info"),
            Map.entry(ErasurePart.State.DONE,              "good"),
            Map.entry(ErasurePart.State.REFUSED,           "bad"),
            Map.entry(SettlementState.ELIGIBLE,            "info"),
            Map.entry(SettlementState.SENDING,             "info"),
            Map.entry(SettlementState.WAITING,             "info"),
            Map.entry(SettlementState.HELD,                "warn"),
            Map.entry(SettlementState.UNKNOWN,             "warn"),
            Map.entry(SettlementState.ACKNOWLEDGED,        "good"),
            Map.entry(SettlementState.RECONCILED,          "good"),
            Map.entry(SettlementState.REJECTED,            "bad"),
            Map.entry(SettlementState.REVERSAL_ALERT,      "bad"));
    // spotless:on

    private Tones() {}

    static String of(Enum<?> state) {
        return TONES.getOrDefault(state, "quiet");
    }
}
