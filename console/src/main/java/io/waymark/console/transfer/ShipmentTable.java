package io.waymark.console.transfer;

import static java.util.stream.Collectors.joining;

import io.waymark.console.api.SettlementView;
import io.waymark.console.api.ShipmentView;
import io.waymark.console.csv.CsvTable;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shipments as rows: the fields of a list's items, of which those with several values have these separated by semicolons. */
final class ShipmentTable {

    private static final String[] COLUMNS = {
        "shipmentId",
        "carrier",
        "trackingNumber",
        "orderId",
        "status",
        "subStatus",
        "monitoring",
        "aliases",
        "deliveredAt",
        "lastEventAt",
        "flags",
        "sequence",
        "revision",
        "settlements"
    };

    private ShipmentTable() {}

    /** Writes the table part by part. */
    static Function<List<ShipmentView>, byte[]> parts() {
        return CsvTable.parts(ShipmentTable::row, COLUMNS);
    }

    private static void row(CsvTable table, ShipmentView shipment) {
        table.row(
                shipment.shipmentId(),
                shipment.carrier(),
                shipment.trackingNumber(),
                shipment.orderId(),
                shipment.status(),
                shipment.subStatus(),
                shipment.monitoring(),
                several(shipment.aliases()),
                shipment.deliveredAt(),
                shipment.lastEventAt(),
                several(shipment.flags()),
                shipment.sequence(),
                shipment.revision(),
                settlements(shipment.settlements()));
    }

    private static String settlements(@Nullable List<SettlementView> settlements) {
        return settlements == null
                ? ""
                : several(settlements.stream()
                        .map(settlement -> settlement.gateway() + ":" + settlement.state())
                        .toList());
    }

    private static String several(Collection<?> values) {
        return values.stream().map(String::valueOf).collect(joining(";"));
    }
}
