package io.waymark.console.track;

import io.smallrye.mutiny.Uni;
import io.waymark.console.eta.EtaHandler;
import io.waymark.console.readmodel.EventQueryRepository;
import io.waymark.contract.Shipment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what the page shows of a parcel. */
@ApplicationScoped
class TrackHandler {

    private final TrackRepository parcels;
    private final TrackingKeyRepository keys;
    private final EventQueryRepository events;
    private final EtaHandler arrivals;

    TrackHandler(
            TrackRepository parcels, TrackingKeyRepository keys, EventQueryRepository events, EtaHandler arrivals) {
        this.parcels = parcels;
        this.keys = keys;
        this.events = events;
        this.arrivals = arrivals;
    }

    /**
     * What was found.
     *
     * @param page empty for a parcel that nobody registered or, where a key is shown, not the key's merchant
     * @param origins of the pages that may have this one in a frame; none without a key
     */
    record Found(Optional<ParcelPage> page, List<String> origins) {

        static final Found NOTHING = new Found(Optional.empty(), List.of());
    }

    Uni<Found> page(PageAddress address, Language language) {
        String embedKey = address.embedKey();
        if (embedKey == null) {
            return page(address, language, null).map(page -> new Found(page, List.of()));
        }
        return TrackingKey.isKey(embedKey)
                ? keys.find(embedKey, null)
                        .chain(key -> key.isEmpty()
                                ? Uni.createFrom().item(Found.NOTHING)
                                : page(address, language, key.get().merchantId())
                                        .map(page -> new Found(page, key.get().origins())))
                : Uni.createFrom().item(Found.NOTHING);
    }

    private Uni<Optional<ParcelPage>> page(PageAddress address, Language language, @Nullable String merchantId) {
        return parcels.find(address, merchantId)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<ParcelPage>empty())
                        : whole(address, language, found.get()).map(Optional::of));
    }

    private Uni<ParcelPage> whole(PageAddress address, Language language, Shipment parcel) {
        return Uni.combine()
                .all()
                .unis(events.all(parcel.shipmentId()), arrivals.of(parcel, null))
                .with((told, eta) -> ParcelPage.of(language, address, parcel, told, eta));
    }
}
