package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Counts a merchant's shipments: those that its lists show, each once. */
@ApplicationScoped
public class ShipmentCountRepository {

    static final String COUNT =
            """
            select status, monitoring, count(*) as shipments from shipment_listing
            where main and merchant_id = any ($1) group by status, monitoring""";

    private final Pool database;

    ShipmentCountRepository(Pool database) {
        this.database = database;
    }

    /** How many there are of each kind; kinds of which there are none are left out. */
    public Uni<List<ShipmentCount>> of(String merchantId, boolean isOperator) {
        String[] merchants = isOperator ? new String[] {merchantId, ""} : new String[] {merchantId};
        return database.preparedQuery(COUNT).execute(Tuple.of(merchants)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> new ShipmentCount(
                        ShipmentStatus.valueOf(row.getString("status")),
                        Monitoring.valueOf(row.getString("monitoring")),
                        row.getLong("shipments")))
                .toList());
    }
}
