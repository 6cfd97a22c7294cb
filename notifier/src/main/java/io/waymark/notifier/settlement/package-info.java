/**
 * The settlement ledger: which payments wait for which parcels, what may be uploaded when, and what became of it.
 *
 * <p>The core is pure: {@link io.waymark.notifier.settlement.SettlementPolicy} says what the facts allow,
 * {@link io.waymark.notifier.settlement.LedgerRules} what an entry does about it. Around it, three transactions: facts
 * arrive and entries are evaluated, due entries are claimed for sending, answers are recorded.
 */
@NullMarked
package io.waymark.notifier.settlement;

import org.jspecify.annotations.NullMarked;
