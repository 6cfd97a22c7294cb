package io.waymark.console.track;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Shipment;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds parcels for whoever has their number. */
@ApplicationScoped
class TrackRepository {

    private static final JsonSerde<Shipment> SHIPMENTS = JsonSerde.of(Shipment.class);

    /** A number of two shipments is first of all that of its own. */
    private static final String FIND =
            """
            select s.document::text as document
            from shipment_number n join shipment s on s.shipment_id = n.shipment_id
            where n.tracking_number = $1 and n.carrier = $2 and exists (
              select 1 from registration r
              where r.shipment_id = s.shipment_id and ($4::text is null or r.merchant_id = $4))
            order by s.shipment_id = $3 desc, s.listed_at desc limit 1""";

    private final Pool database;

    TrackRepository(Pool database) {
        this.database = database;
    }

    /**
     * The parcel that goes, or also goes, by a number.
     *
     * @param merchantId who must have registered it; null for anybody
     * @return empty if nobody did: that it is known nevertheless is told to nobody
     */
    Uni<Optional<Shipment>> find(PageAddress address, @Nullable String merchantId) {
        return database.preparedQuery(FIND)
                .execute(Tuple.of(
                        address.number(),
                        address.carrier(),
                        address.shipmentId().value(),
                        merchantId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> SHIPMENTS.read(row.getString("document").getBytes(StandardCharsets.UTF_8)))
                        .findFirst());
    }
}
