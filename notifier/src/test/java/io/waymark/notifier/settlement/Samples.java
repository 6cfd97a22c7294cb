package io.waymark.notifier.settlement;

import io.waymark.contract.Evidence;
import io.waymark.contract.Goods;
import io.waymark.contract.SubStatus;
import io.waymark.gateways.Preparation;
import io.waymark.protocol.HttpCall;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Facts and entries that the tests of the pure core share. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Duration HOLD = Duration.ofHours(4);
    static final Preparation READY =
            new Preparation.Ready(new HttpCall(HttpCall.Method.POST, "http://gateway", Map.of(), new byte[0]));
    static final PolicyParser PARSER = new PolicyParser(
            EnumSet.of(SubStatus.SIGNED, SubStatus.SIGNED_BY_RECIPIENT, SubStatus.SIGNED_AFTER_EXCEPTION),
            EnumSet.of(Evidence.SIGNED_PUSH, Evidence.PULL),
            HOLD);
    static final SettlementPolicy POLICY = new SettlementPolicy(RulesConfig.shippedPolicy(PARSER), Duration.ofHours(6));

    private Samples() {}

    static Terms terms(String method, Goods goods, boolean installments) {
        return terms("onerway", method, goods, installments);
    }

    static Terms terms(String gateway, String method, Goods goods, boolean installments) {
        return terms(gateway, method, goods, installments, null);
    }

    static Terms paidAt(Instant time) {
        return terms("onerway", "STC_PAY", Goods.PHYSICAL, false, time.atOffset(ZoneOffset.UTC));
    }

    private static Terms terms(
            String gateway, String method, Goods goods, boolean installments, OffsetDateTime transactedAt) {
        return new Terms(
                new UUID(0, 1),
                "default",
                gateway,
                "",
                "14844",
                method,
                "STO",
                null,
                null,
                goods,
                installments,
                transactedAt);
    }

    static Terms stcPay() {
        return terms("STC_PAY", Goods.PHYSICAL, false);
    }

    /** A scan recorded {@code number} minutes before now; a minus before the sub-status withdraws it. */
    static Scan scan(int number, String text) {
        String[] parts = text.replace("-", "").split(":");
        SubStatus subStatus = SubStatus.valueOf(parts[0]);
        return new Scan(
                new UUID(1, number),
                number,
                subStatus.status(),
                subStatus,
                parts.length > 1 ? Evidence.valueOf(parts[1]) : Evidence.SIGNED_PUSH,
                NOW.minus(Duration.ofMinutes(60 - number)),
                text.startsWith("-"),
                "sto:" + subStatus,
                "waymark.raw.v1-0@" + number);
    }

    static Facts scans(Scan... scans) {
        return new Facts(List.of(scans), null, Set.of(), Set.of(), null);
    }

    static Proof proof(int number) {
        return Proof.of(scan(number, "SIGNED"));
    }

    static Decision.Provable provable(int number) {
        return new Decision.Provable(proof(number), HOLD, HOLD);
    }

    static LedgerEntry entry(LedgerState state) {
        return new LedgerEntry(state, 1, proof(1), proof(1).recordedAt(), false, null, Particulars.NONE);
    }
}
