package io.waymark.sandbox.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.journey.Parcel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What AsiaBill has recorded: the numbers of each transaction, each once. A transaction is known by its {@code tradeNo},
 * or, where it was uploaded without one, by its {@code orderNo}; then it cannot be asked for.
 */
final class AsiaBillShipments {

    private final Function<String, Optional<Parcel>> parcels;
    private final Map<String, Map<String, Shipment>> recorded = new LinkedHashMap<>();
    private final Map<String, String> statuses = new HashMap<>();

    /** One number of a transaction, as it was uploaded. */
    private record Shipment(String tradeNo, String orderNo, String trackingNo, String lcCode, String trackingWeb) {

        static Shipment of(JsonObject upload) {
            return new Shipment(
                    Texts.field(upload, "tradeNo"),
                    Texts.field(upload, "orderNo"),
                    Texts.field(upload, "trackingNo"),
                    Texts.field(upload, "lcCode"),
                    Texts.field(upload, "trackingWeb"));
        }

        JsonObject json(String status) {
            return new JsonObject()
                    .put("tradeNo", tradeNo)
                    .put("trackingNo", trackingNo)
                    .put("tbLcCode", lcCode)
                    .put("trackingWeb", trackingWeb)
                    .put("logisticsStatus", status);
        }
    }

    /** @param parcels finds a parcel that moves in this world by its number */
    AsiaBillShipments(Function<String, Optional<Parcel>> parcels) {
        this.parcels = parcels;
    }

    /** Records an upload. False if the transaction has this number already. */
    boolean add(JsonObject upload) {
        Shipment shipment = Shipment.of(upload);
        String transaction = shipment.tradeNo().isEmpty() ? shipment.orderNo() : shipment.tradeNo();
        return recorded.computeIfAbsent(transaction, first -> new LinkedHashMap<>())
                        .putIfAbsent(shipment.trackingNo(), shipment)
                == null;
    }

    /** As AsiaBill tells it: one object per number of each transaction; nothing of one that is not recorded. */
    JsonArray find(List<String> tradeNos) {
        JsonArray found = new JsonArray();
        tradeNos.stream()
                .distinct()
                .flatMap(tradeNo -> recorded.getOrDefault(tradeNo, Map.of()).values().stream())
                .filter(shipment -> !shipment.tradeNo().isEmpty())
                .forEach(shipment -> found.add(shipment.json(status(shipment))));
        return found;
    }

    /** All that is recorded, with the {@code orderNo} of each. */
    JsonArray all() {
        JsonArray all = new JsonArray();
        recorded.values().stream()
                .flatMap(numbers -> numbers.values().stream())
                .forEach(shipment -> all.add(shipment.json(status(shipment)).put("orderNo", shipment.orderNo())));
        return all;
    }

    /** From now on the parcels of this transaction are there, whatever their own journey. */
    void set(String tradeNo, String status) {
        statuses.put(tradeNo, status);
    }

    /** The transaction has this number and no other, as if somebody had entered it at AsiaBill. */
    void replace(String tradeNo, String trackingNo) {
        Map<String, Shipment> one = new LinkedHashMap<>();
        one.put(trackingNo, new Shipment(tradeNo, "", trackingNo, "", ""));
        recorded.put(tradeNo, one);
    }

    private String status(Shipment shipment) {
        return Objects.requireNonNullElseGet(
                statuses.get(shipment.tradeNo()), () -> parcels.apply(shipment.trackingNo())
                        .map(AsiaBillStatuses::of)
                        .orElse(AsiaBillStatuses.PENDING));
    }
}
