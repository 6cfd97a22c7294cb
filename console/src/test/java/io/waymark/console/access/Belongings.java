package io.waymark.console.access;

import static io.waymark.console.Api.as;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.console.Api;
import io.waymark.console.readmodel.Ledger;
import io.waymark.contract.ShipmentId;
import java.util.Map;
import java.util.UUID;

/** Something of everything that a merchant can have, by the names that the API's paths have for it. */
final class Belongings {

    private Belongings() {}

    /** A shipment with an order, a settlement of it, an order about that, keys and an import. */
    static Map<String, String> of(String owner) {
        String number = number();
        String settlement = Ledger.id(number).toString();
        register(owner, number, ", \"orderId\": \"O" + number + "\", \"settlement\": " + onerway("T" + number))
                .statusCode(201);
        String command = as(owner)
                .contentType("application/json")
                .body("{\"reason\": \"W" + number + "\"}")
                .post("/v1/settlements/" + settlement + "/hold")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        String key = as(owner)
                .contentType("application/json")
                .body("{\"name\": \"N" + number + "\", \"scopes\": [\"read\"]}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("keyId");
        String trackingKey = as(owner)
                .contentType("application/json")
                .body("{\"name\": \"N" + number + "\", \"origins\": [\"https://shop.example\"]}")
                .post("/v1/tracking-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("trackingKey");
        String file = Api.withFile(as(owner), "text/csv", ("carrier,trackingNumber\nsto," + number).getBytes(UTF_8))
                .post("/v1/shipments/import")
                .then()
                .statusCode(202)
                .extract()
                .path("importId");
        return Map.of(
                "importId",
                file,
                "keyId",
                key,
                "trackingKey",
                trackingKey,
                "keyName",
                "N" + number,
                "shipmentId",
                ShipmentId.of("sto", number).toString(),
                "settlementId",
                settlement,
                "commandId",
                command,
                "orderId",
                "O" + number,
                "transactionId",
                "T" + number,
                "reason",
                "W" + number);
    }

    /** A shipment that is being erased. */
    static Map<String, String> erasure(String owner) {
        String number = number();
        register(owner, number, "").statusCode(201);
        String shipment = ShipmentId.of("sto", number).toString();
        String erasure = as(owner)
                .delete("/v1/shipments/" + shipment + "/personal-data")
                .then()
                .statusCode(202)
                .extract()
                .path("erasureId");
        return Map.of("erasableId", shipment, "erasureId", erasure);
    }

    /** An endpoint and a delivery to it. */
    static Map<String, String> endpoint(String owner, Merchants merchants) {
        String url = "https://shop.example/W" + number();
        String endpoint = as(owner)
                .contentType("application/json")
                .body("{\"url\": \"" + url + "\"}")
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("endpointId");
        String delivery = UUID.randomUUID().toString();
        merchants.addDelivery(endpoint, delivery);
        return Map.of("endpointId", endpoint, "endpointUrl", url, "deliveryId", delivery);
    }
}
