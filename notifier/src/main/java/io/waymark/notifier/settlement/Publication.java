package io.waymark.notifier.settlement;

import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;

/** What others are told of a row: all of it is in the row, so nothing more is read for it. */
final class Publication {

    private Publication() {}

    static Settlement of(SettlementRow row) {
        EvidenceRow evidence = row.evidence;
        MoneyRow money = row.money;
        GatewayViewRow view = row.view;
        return new Settlement(
                row.settlementId,
                row.merchantId,
                new ShipmentId(row.shipmentId),
                row.gateway,
                row.transactionId,
                row.trackingNumber,
                row.state,
                row.reason,
                row.attempts,
                evidence == null ? null : evidence.eventId(),
                row.deadline.overdue(),
                row.changedAt,
                row.revision,
                row.carrier,
                row.holdCause == null ? null : row.holdCause.name(),
                row.terms().orderNo(),
                evidence == null ? null : evidence.evidence(),
                row.deadline.at(),
                row.state == SettlementState.SENDING ? null : row.nextAttemptAt,
                money == null ? null : money.amount(),
                money == null ? null : money.currency(),
                view == null ? null : view.view(),
                row.journal.changeList(),
                row.journal.attemptList());
    }
}
