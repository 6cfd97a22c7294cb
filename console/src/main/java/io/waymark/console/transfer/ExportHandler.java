package io.waymark.console.transfer;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.console.api.ShipmentQueryHandler;
import io.waymark.console.readmodel.ShipmentFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * Writes a caller's list of shipments as a table. It is read from the database as fast as the client takes it, and neither
 * memory nor a connection is held for what the client has not taken yet. A failure on the way cuts the connection, so that
 * no client takes a part for the whole.
 */
@ApplicationScoped
public class ExportHandler {

    private final ShipmentQueryHandler shipments;

    ExportHandler(ShipmentQueryHandler shipments) {
        this.shipments = shipments;
    }

    /** The caller's shipments that a filter leaves, the last registered first, as a file. */
    public Multi<byte[]> file(Uni<Caller> caller, ShipmentFilter filter) {
        Multi<byte[]> parts = caller.onItem()
                .transformToMulti(who -> shipments.all(who, filter))
                .map(ShipmentTable.parts())
                .onFailure()
                .invoke(failure -> Log.warnf("export cut short error=%s", failure.toString()));
        return RestMulti.fromMultiData(parts)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"shipments.csv\"")
                .build();
    }
}
