package io.waymark.console.dispute;

import static java.util.Objects.requireNonNullElse;

import io.waymark.console.api.ExplainedEvent;
import io.waymark.console.api.SettlementView;
import io.waymark.console.dispute.HtmlPage.Fact;
import io.waymark.contract.GatewayView;
import io.waymark.contract.RawSource;
import io.waymark.contract.SettlementAttempt;
import io.waymark.contract.SettlementChange;
import io.waymark.contract.TrackingEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dossier for people to read, in Chinese and English side by side. */
final class SummaryPage {

    private SummaryPage() {}

    /** The page's HTML. */
    static String of(Dossier dossier) {
        SettlementView settlement = dossier.settlement();
        HtmlPage page = new HtmlPage(Words.of("title"));
        page.facts(settlement(settlement));
        page.heading(Words.of("proof"));
        dossier.proof()
                .ifPresentOrElse(
                        scan -> page.facts(proof(scan, dossier.raw(scan).orElse(null))),
                        () -> unknown(page, settlement.evidence()));
        attempts(page, requireNonNullElse(settlement.attemptLog(), List.of()));
        timeline(page, dossier);
        changes(page, requireNonNullElse(settlement.changes(), List.of()));
        contents(page);
        return page.toString();
    }

    private static List<Fact> settlement(SettlementView settlement) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("state", Words.of("state", settlement.state())),
                new Fact("reason", settlement.reason()),
                new Fact("holdCause", settlement.holdCause()),
                new Fact("gateway", settlement.gateway()),
                new Fact("transactionId", settlement.transactionId()),
                new Fact("orderNo", settlement.orderNo()),
                new Fact("merchant", settlement.merchantId()),
                new Fact("amount", amount(settlement)),
                new Fact("paymentMethod", settlement.paymentMethod()),
                new Fact("carrier", settlement.carrier()),
                new Fact("trackingNumber", settlement.trackingNumber()),
                new Fact("shipment", settlement.shipmentId()),
                new Fact("settlement", settlement.settlementId()),
                new Fact("boundAt", settlement.boundAt()),
                new Fact("deadline", settlement.deadline()),
                new Fact("changedAt", settlement.changedAt()),
                new Fact("revision", settlement.revision())));
        GatewayView seen = settlement.gatewayView();
        if (seen != null) {
            facts.add(new Fact("gatewayView", joined(seen.trackingNumber(), seen.rawStatus())));
            facts.add(new Fact("agrees", Words.of(seen.agrees() ? "yes" : "no")));
            facts.add(new Fact("checkedAt", seen.checkedAt()));
        }
        return facts;
    }

    private static String digest(@Nullable RawProof raw) {
        if (raw == null) {
            return Words.of("notKept");
        }
        return raw.sha256() == null ? Words.of("seal." + raw.seal()) : raw.sha256();
    }

    private static List<Fact> proof(TrackingEvent scan, @Nullable RawProof raw) {
        return List.of(
                new Fact("status", Words.of("status", scan.status()) + " (" + scan.subStatus() + ")"),
                new Fact("time", scan.occurredAt()),
                new Fact("place", scan.location().name()),
                new Fact("description", scan.description()),
                new Fact("receivedAt", scan.recordedAt()),
                new Fact("rule", scan.rule()),
                new Fact("mappingVersion", scan.mappingVersion()),
                new Fact("evidence", scan.evidence()),
                new Fact("rawRecord", scan.source()),
                new Fact("verifiedBy", raw == null ? Words.of("notKept") : raw.verifiedBy()),
                new Fact("sha256", digest(raw)));
    }

    /** The ledger may name a scan that is not, or no longer, in the read model. */
    private static void unknown(HtmlPage page, SettlementView.@Nullable Evidence evidence) {
        if (evidence == null) {
            page.sentence(Words.of("noProof"));
        } else {
            page.facts(List.of(
                    new Fact("receivedAt", evidence.recordedAt()),
                    new Fact("rule", evidence.rule()),
                    new Fact("rawRecord", place(evidence.source()))));
        }
    }

    private static @Nullable Object place(ExplainedEvent.@Nullable Source source) {
        return source == null
                ? null
                : new RawSource(source.topic(), source.partition(), source.offset(), source.ceId());
    }

    private static void attempts(HtmlPage page, List<SettlementAttempt> attempts) {
        page.heading(Words.of("attempts"));
        if (attempts.isEmpty()) {
            page.sentence(Words.of("none"));
            return;
        }
        page.table("attempt", "kind", "time", "outcome", "code", "words", "duration", "requestDigest");
        attempts.forEach(attempt -> page.row(
                attempt.attempt(),
                attempt.kind(),
                attempt.at(),
                attempt.outcome(),
                attempt.code(),
                attempt.text(),
                attempt.durationMillis(),
                attempt.requestDigest()));
        page.end();
    }

    private static void timeline(HtmlPage page, Dossier dossier) {
        page.heading(Words.of("timeline"));
        if (dossier.events().isEmpty()) {
            page.sentence(Words.of("none"));
            return;
        }
        page.table("time", "status", "place", "description", "evidence", "rule", "sha256");
        dossier.events()
                .forEach(event -> page.row(
                        event.occurredAt(),
                        Words.of("status", event.status()) + " (" + event.subStatus() + ")"
                                + (event.withdrawn() ? ", " + Words.of("withdrawn") : ""),
                        event.location().name(),
                        event.description(),
                        event.evidence(),
                        event.rule(),
                        digest(dossier.raw(event).orElse(null))));
        page.end();
    }

    private static void changes(HtmlPage page, List<SettlementChange> changes) {
        page.heading(Words.of("changes"));
        if (changes.isEmpty()) {
            page.sentence(Words.of("none"));
            return;
        }
        page.table("revision", "time", "from", "to", "cause", "reason", "order");
        changes.forEach(change -> page.row(
                change.revision(),
                change.at(),
                change.from(),
                change.to(),
                change.cause(),
                change.reason(),
                order(change.order())));
        page.end();
    }

    private static void contents(HtmlPage page) {
        page.heading(Words.of("contents"));
        List.of("contentSettlement", "contentTimeline", "contentRaw", "contentManifest", "absentRaw", "absentPayments")
                .forEach(word -> page.sentence(Words.of(word)));
    }

    private static String order(SettlementChange.@Nullable Order order) {
        return order == null ? "" : joined(order.actor(), order.words(), order.refusal(), order.commandId());
    }

    private static @Nullable String amount(SettlementView settlement) {
        return settlement.amount() == null ? null : joined(settlement.amount().toPlainString(), settlement.currency());
    }

    private static String joined(@Nullable String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            if (part != null && !part.isEmpty()) {
                text.append(text.isEmpty() ? "" : " · ").append(part);
            }
        }
        return text.toString();
    }
}
