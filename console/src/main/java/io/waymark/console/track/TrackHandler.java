package io.waymark.console.track;

import io.smallrye.mutiny.Uni;
import io.waymark.console.readmodel.EventQueryRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Puts together what the page shows of a parcel. */
@ApplicationScoped
class TrackHandler {

    private final TrackRepository parcels;
    private final EventQueryRepository events;

    TrackHandler(TrackRepository parcels, EventQueryRepository events) {
        this.parcels = parcels;
        this.events = events;
    }

    /** Empty for a parcel that nobody registered. */
    Uni<Optional<ParcelPage>> page(PageAddress address, Language language) {
        return parcels.find(address, null)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<ParcelPage>empty())
                        : events.all(found.get().shipmentId())
                                .map(told -> Optional.of(ParcelPage.of(language, address, found.get(), told))));
    }
}
