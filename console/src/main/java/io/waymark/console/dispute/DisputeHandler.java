package io.waymark.console.dispute;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.ProblemException;
import io.waymark.console.api.SettlementView;
import io.waymark.console.readmodel.EventQueryRepository;
import io.waymark.console.readmodel.SettlementQueryRepository;
import io.waymark.console.readmodel.StoredSettlement;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Gathers what is known about a settlement: from the read model, and of the raw records from the topic itself. */
@ApplicationScoped
public class DisputeHandler {

    private final SettlementQueryRepository settlements;
    private final EventQueryRepository events;
    private final RawRecordClient raws;

    DisputeHandler(SettlementQueryRepository settlements, EventQueryRepository events, RawRecordClient raws) {
        this.settlements = settlements;
        this.events = events;
        this.raws = raws;
    }

    /** The pack as a ZIP file; fails with 404 where the caller has no such settlement. */
    public Uni<byte[]> pack(Caller caller, UUID settlementId) {
        return settlements
                .find(caller.owner(), settlementId)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("settlement")))
                .chain(this::dossier)
                .map(DisputePack::of);
    }

    private Uni<Dossier> dossier(StoredSettlement stored) {
        return events.all(stored.shipmentId()).chain(told -> raws.find(Dossier.sources(told))
                .map(proofs -> new Dossier(SettlementView.whole(stored), told, proofs)));
    }
}
