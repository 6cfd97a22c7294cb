package io.waymark.notifier.settlement;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import io.waymark.notifier.gateway.Accounts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Facts about several settlements, as read together.
 *
 * @param traces by the ids of the events behind the scans, the spans in which they were taken
 */
record FactBook(
        Map<UUID, List<Scan>> scans,
        Map<UUID, String> traces,
        Map<UUID, Standing> latest,
        Map<String, List<PaymentRow>> payments,
        Accounts accounts) {

    Facts about(SettlementRow row) {
        String account = accounts.number(Rulebook.account(row)).orElse("");
        List<PaymentRow> reported = Stream.ofNullable(row.paymentKey)
                .flatMap(this::reports)
                .filter(payment -> isAbout(account, payment))
                .toList();
        return new Facts(
                scans.getOrDefault(row.shipmentId, List.of()),
                latest.get(row.shipmentId),
                reported.stream().map(payment -> payment.state).collect(toSet()),
                reported.stream()
                        .map(payment -> payment.paymentMethod)
                        .filter(Objects::nonNull)
                        .collect(toSet()),
                reported.stream()
                        .filter(payment -> payment.money != null)
                        .min(comparing((PaymentRow payment) -> payment.receivedAt)
                                .thenComparing(payment -> payment.id))
                        .map(payment -> payment.money)
                        .map(MoneyRow::money)
                        .orElse(null));
    }

    /** The span in which the row's evidence was taken; null if there is none, or it was not traced. */
    @Nullable
    String traceparent(SettlementRow row) {
        EvidenceRow evidence = row.evidence;
        return evidence == null ? null : traces.get(evidence.eventId());
    }

    /** What one account signs says nothing about another's payments. */
    private static boolean isAbout(String account, PaymentRow payment) {
        return account.isEmpty() || payment.account.isEmpty() || payment.account.equals(account);
    }

    private Stream<PaymentRow> reports(String paymentKey) {
        return payments.getOrDefault(paymentKey, List.of()).stream();
    }
}
