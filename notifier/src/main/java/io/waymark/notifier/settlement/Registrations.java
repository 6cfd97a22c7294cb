package io.waymark.notifier.settlement;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What registrations say that the ledger does not know yet.
 *
 * @param added rows that are new, as far as the shipments' own rows tell
 * @param completed rows of which a number is known now that was not before
 */
record Registrations(List<SettlementRow> added, List<SettlementRow> completed) {

    /** Gives what is known the terms as registered now. */
    static Registrations compare(List<RegistrationRow> registrations, List<SettlementRow> known) {
        Map<UUID, SettlementRow> byId = known.stream().collect(toMap(row -> row.settlementId, row -> row));
        Registrations news = new Registrations(new ArrayList<>(), new ArrayList<>());
        for (RegistrationRow registration : registrations) {
            for (Terms terms : registration.terms()) {
                SettlementRow row = byId.get(terms.settlementId());
                if (row == null) {
                    news.added.add(SettlementRow.of(terms, registration));
                } else if (!row.terms().equals(terms) && row.isCompletedBy(terms)) {
                    news.completed.add(row);
                }
            }
        }
        return news;
    }

    /**
     * The new rows without those that another shipment has: the payment of a number was registered under another carrier
     * first, and one payment is uploaded for one parcel.
     */
    List<SettlementRow> unclaimed(Set<UUID> claimed) {
        return added.stream().filter(row -> !claimed.contains(row.settlementId)).toList();
    }
}
