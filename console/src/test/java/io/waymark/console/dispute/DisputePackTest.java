package io.waymark.console.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.console.api.SettlementView;
import io.waymark.console.readmodel.Ledger;
import io.waymark.console.readmodel.Records;
import io.waymark.console.readmodel.StoredSettlement;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawSource;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class DisputePackTest {

    private static final RawProof PROOF = new RawProof(
            "kuaidi100",
            Instant.parse("2023-06-30T08:05:03.120Z"),
            Evidence.SIGNED_PUSH,
            "account-salt[0]",
            "application/x-www-form-urlencoded",
            612,
            "cd".repeat(32),
            RawProof.Seal.NONE);

    private final Records parcel = new Records("773123456789");
    private final TrackingEvent picked = parcel.event(1, SubStatus.PICKED_UP, Records.SIGNED_AT.minusDays(1));
    private final TrackingEvent signed = parcel.event(2, SubStatus.SIGNED_BY_RECIPIENT, Records.SIGNED_AT);
    private final RawSource raw = RawSource.parse(signed.source()).orElseThrow();
    private final Ledger ledger = Ledger.of("acme", parcel.number())
            .proven(signed.source())
            .to(SettlementState.ELIGIBLE, "FACTS", "proven")
            .attempted("NOT_YET", "40001", "<b>not final</b>")
            .to(SettlementState.WAITING, "ANSWER", "not yet")
            .attempted("ACKNOWLEDGED", "20000", "=cmd|'/c calc'!A1")
            .to(SettlementState.ACKNOWLEDGED, "ANSWER", "")
            .ordered("c-1", SettlementState.ACKNOWLEDGED, "it is there already");

    @Test
    void theSameStateGivesTheSameBytesWhereverAndWheneverItIsAsked() {
        TimeZone before = TimeZone.getDefault();
        byte[] first = pack(List.of(signed, picked));
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(pack(List.of(picked, signed))).isEqualTo(first);
        } finally {
            TimeZone.setDefault(before);
        }
        assertThat(pack(List.of(signed))).isNotEqualTo(first);
    }

    @Test
    void aPackHoldsItsFilesAndTheManifestProvesThem() {
        Map<String, String> files = Packs.open(pack(List.of(signed, picked)));

        assertThat(files.keySet())
                .containsExactly(
                        "summary.html", "settlement.json", "timeline.csv", "raw-records.csv", "MANIFEST.sha256");
        Packs.assertWhole(files);
    }

    @Test
    void theTimelineTellsEachEventFromTheFirstAndWhichOneIsTheProof() {
        List<String> lines = Packs.open(pack(List.of(signed, picked)))
                .get("timeline.csv")
                .lines()
                .toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("\uFEFFsequence,event_id,type,corrects,proof,status,");
        assertThat(lines.get(1))
                .startsWith("1," + picked.eventId() + ",EVENT,,false,IN_TRANSIT,PICKED_UP,2023-06-29T16:05+08:00,");
        assertThat(lines.get(2))
                .startsWith("2," + signed.eventId() + ",EVENT,,true,DELIVERED,SIGNED_BY_RECIPIENT,")
                .contains(",已签收,杭州濱江公司,,kuaidi100,301,kuaidi100:301,kuaidi100@3,SIGNED_PUSH,SINGLE,false,false,")
                .endsWith(",waymark.raw.v1,0,7,raw-2");
    }

    @Test
    void aRawRecordHasItsDigestAndItsVerifierOrIsSaidToBeGone() {
        List<String> lines = Packs.open(pack(List.of(signed, picked)))
                .get("raw-records.csv")
                .lines()
                .toList();

        assertThat(lines)
                .containsExactly(
                        "\uFEFFtopic,partition,offset,ce_id,events,kept,provider,received_at,evidence,verified_by,"
                                + "content_type,bytes,sha256,sealed",
                        "waymark.raw.v1,0,7,raw-1,1,false,,,,,,,,",
                        "waymark.raw.v1,0,7,raw-2,2,true,kuaidi100,2023-06-30T08:05:03.120Z,SIGNED_PUSH,"
                                + "account-salt[0],application/x-www-form-urlencoded,612," + "cd".repeat(32) + ",");
    }

    @Test
    void theSummaryTellsBothLanguagesWhatCountsAndEscapesWhatOthersSaid() {
        String page = Packs.open(pack(List.of(signed, picked))).get("summary.html");

        assertThat(page)
                .contains("结算争议材料 · Dispute pack of a settlement")
                .contains("ACKNOWLEDGED · 网关已确认 · the gateway has the proof")
                .contains("<td>account-salt[0]</td>")
                .contains("<td>" + "cd".repeat(32) + "</td>")
                .contains("<td>40001</td><td>&lt;b&gt;not final&lt;/b&gt;</td>")
                .contains("acme/key-1 · the shop asked for it · it is there already · c-1")
                .contains("waymark.payments.v1")
                .doesNotContain("<b>");
    }

    @Test
    void aSettlementWithoutProofOrHistorySaysSo() {
        Ledger owed = Ledger.of("acme", parcel.number());
        String page = Packs.open(DisputePack.of(new Dossier(view(owed), List.of(), Map.of())))
                .get("summary.html");

        assertThat(page).contains("No scan has proven it yet.").contains("OWED · 待证明");
    }

    private byte[] pack(List<TrackingEvent> events) {
        return DisputePack.of(new Dossier(view(ledger), events, Map.of(raw, PROOF)));
    }

    private SettlementView view(Ledger of) {
        SettlementBinding binding =
                new SettlementBinding(of.id(), "onerway", "", "T" + of.number(), "STC_PAY", "STO", null, null);
        return SettlementView.whole(new StoredSettlement(
                binding, "acme", parcel.id(), of.number(), Instant.parse("2023-06-29T02:00:00Z"), of.settlement()));
    }
}
