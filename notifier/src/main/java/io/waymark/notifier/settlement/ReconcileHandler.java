package io.waymark.notifier.settlement;

import static java.util.stream.Collectors.groupingBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.ShipmentStatus;
import io.waymark.gateways.Findings;
import io.waymark.gateways.Gateways;
import io.waymark.gateways.Inquiry;
import io.waymark.notifier.gateway.AccountName;
import io.waymark.notifier.gateway.Accounts;
import io.waymark.notifier.gateway.GuardedClient;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Reads back what gateways have on record, several settlements in one call, and has the ledger compare. */
@ApplicationScoped
class ReconcileHandler {

    /** Rows of one transaction. */
    private static final int BATCH = 100;

    private final LedgerRepository ledger;
    private final ChangeRepository changes;
    private final TransactionHandler transactions;
    private final Rulebook rules;
    private final Accounts accounts;
    private final GuardedClient client;
    private final OutboxRelay relay;

    ReconcileHandler(
            LedgerRepository ledger,
            ChangeRepository changes,
            TransactionHandler transactions,
            Rulebook rules,
            Accounts accounts,
            GuardedClient client,
            OutboxRelay relay) {
        this.ledger = ledger;
        this.changes = changes;
        this.transactions = transactions;
        this.rules = rules;
        this.accounts = accounts;
        this.client = client;
        this.relay = relay;
    }

    /** One settlement to be compared. */
    private record Check(UUID settlementId, AccountName account, String transactionId, String trackingNumber) {}

    /** Completes when what was due at every gateway has been compared; fails if PostgreSQL is away. */
    Uni<Void> compareDue() {
        return TransactionHandler.inTurn(Gateways.ALL, gateway -> compareDue(gateway.id()));
    }

    private Uni<Void> compareDue(String gateway) {
        return claim(gateway).chain(claimed -> compare(claimed)
                .chain(() -> claimed.size() == BATCH
                        ? compareDue(gateway)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<List<Check>> claim(String gateway) {
        return transactions.inTransaction(now -> ledger.lockToReconcile(gateway, now, BATCH)
                .map(rows -> rows.stream().map(row -> claim(row, now)).toList()));
    }

    /** Nobody else asks while we do; where no answer comes, or nobody can ask at present, it is asked again. */
    private Check claim(SettlementRow row, Instant now) {
        AccountName account = Rulebook.account(row);
        boolean canBeAsked = accounts.inquiry(account).isPresent();
        row.reconcileAt = now.plus(
                canBeAsked ? rules.reconcile().after() : rules.reconcile().every());
        return new Check(row.settlementId, account, Objects.requireNonNull(row.transactionId), row.trackingNumber);
    }

    private Uni<Void> compare(List<Check> claimed) {
        Map<AccountName, List<Check>> byAccount = claimed.stream().collect(groupingBy(Check::account));
        return TransactionHandler.inTurn(byAccount.entrySet(), account -> accounts.inquiry(account.getKey())
                .map(inquiry -> compare(account.getKey(), inquiry, account.getValue()))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> compare(AccountName account, Inquiry inquiry, List<Check> checks) {
        return Multi.createFrom()
                .iterable(checks)
                .group()
                .intoLists()
                .of(inquiry.most())
                .onItem()
                .transformToUniAndConcatenate(some -> compareSome(account, inquiry, some))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> compareSome(AccountName account, Inquiry inquiry, List<Check> checks) {
        if (client.permits(account.gateway(), 1) == 0) {
            return Uni.createFrom().voidItem(); // their turn comes again
        }
        List<String> transactionIds =
                checks.stream().map(Check::transactionId).distinct().toList();
        return client.send(account.gateway(), inquiry.ask(transactionIds, Rulebook.moment(Instant.now())))
                .map(exchange -> accounts.read(account, transactionIds, exchange))
                .chain(findings -> TransactionHandler.inTurn(checks, one -> keep(one, inquiry, findings)))
                .invoke(relay::wake);
    }

    private Uni<Void> keep(Check check, Inquiry inquiry, Findings findings) {
        Finding finding = Finding.of(findings, check.transactionId(), check.trackingNumber());
        return transactions.inTransaction(now -> ledger.lockSettlement(check.settlementId())
                .chain(row -> ledger.factsAbout(List.of(row)).chain(book -> {
                    Standing latest = book.about(row).latest();
                    ShipmentStatus ours = latest == null ? ShipmentStatus.PENDING : latest.status();
                    return changes.save(
                            row,
                            rules.reconcile().compared(row.entry(), finding, ours, inquiry.wordFor(ours), now),
                            ChangeCause.COMPARED,
                            now);
                })));
    }
}
