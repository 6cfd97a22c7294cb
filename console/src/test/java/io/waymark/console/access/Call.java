package io.waymark.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.waymark.console.Api;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An operation of the API, and how it is called.
 *
 * @param path as the description has it, with names in braces
 * @param scopes each of which alone suffices; none at all for what needs no key; {@code staff} is the scope operate of those
 *     who run the installation, and of nobody else
 * @param body what to send, JSON or lines of a table with semicolons between; empty for nothing
 */
record Call(String method, String path, Set<String> scopes, String body) {

    /** Every operation of the console. One that is added needs a row here. */
    // spotless:off
    private static final String TABLE =
            """
            GET    | /v1/shipments                               | read         |
            POST   | /v1/shipments                               | register     | {"carrier": "sto", "trackingNumber": "{fresh}"}
            POST   | /v1/shipments/import                        | register     | carrier,trackingNumber;sto,{fresh};
            GET    | /v1/imports                                 | read         |
            GET    | /v1/imports/{importId}                      | read         |
            GET    | /v1/imports/{importId}/errors               | read         |
            DELETE | /v1/imports/{importId}                      | register     |
            GET    | /v1/shipments/export                        | read         |
            GET    | /v1/shipments/{shipmentId}                  | read         |
            GET    | /v1/shipments/{shipmentId}/events           | read         |
            GET    | /v1/shipments/{shipmentId}/explain          | read         |
            GET    | /v1/shipments/{shipmentId}/stream           | read         |
            DELETE | /v1/shipments/{shipmentId}/personal-data    | operate      |
            GET    | /v1/erasures                                | read operate |
            GET    | /v1/erasures/{erasureId}                    | read operate |
            POST   | /v1/shipments/{shipmentId}/settlements      | register     | {"gateway": "onerway", "transactionId": "F{fresh}"}
            POST   | /v1/shipments/{shipmentId}/aliases          | register     | {"carrier": "ems", "trackingNumber": "{fresh}"}
            GET    | /v1/settlements                             | read         |
            GET    | /v1/settlements/summary                     | read         |
            GET    | /v1/settlements/{settlementId}              | read         |
            GET    | /v1/settlements/{settlementId}/dispute-pack | read         |
            POST   | /v1/settlements/{settlementId}/retry        | operate      | {"reason": "why not"}
            POST   | /v1/settlements/{settlementId}/hold         | operate      | {"reason": "why not"}
            POST   | /v1/settlements/{settlementId}/release      | operate      | {"reason": "why not"}
            POST   | /v1/settlements/{settlementId}/write-off    | operate      | {"reason": "why not"}
            GET    | /v1/commands/{commandId}                    | read operate |
            GET    | /v1/conservation                            | operate      |
            GET    | /v1/operations/read-model                   | operate      |
            POST   | /v1/operations/read-model/rebuild           | operate      |
            DELETE | /v1/operations/read-model/rebuild           | operate      |
            GET    | /v1/keys                                    | operate      |
            POST   | /v1/keys                                    | operate      | {"name": "further", "scopes": ["operate"]}
            GET    | /v1/keys/{keyId}                            | operate      |
            DELETE | /v1/keys/{keyId}                            | operate      |
            GET    | /v1/tracking-keys                           | operate      |
            POST   | /v1/tracking-keys                           | operate      | {"name": "shop", "origins": ["https://shop.example"]}
            GET    | /v1/tracking-keys/{trackingKey}             | operate      |
            DELETE | /v1/tracking-keys/{trackingKey}             | operate      |
            GET    | /v1/webhooks                                | read operate |
            POST   | /v1/webhooks                                | operate      | {"url": "https://shop.example/{fresh}"}
            GET    | /v1/webhooks/{endpointId}                   | read operate |
            PATCH  | /v1/webhooks/{endpointId}                   | operate      | {"description": "{fresh}"}
            DELETE | /v1/webhooks/{endpointId}                   | operate      |
            POST   | /v1/webhooks/{endpointId}/rotate            | operate      |
            GET    | /v1/webhooks/{endpointId}/secret            | operate      |
            GET    | /v1/webhooks/{endpointId}/deliveries        | read operate |
            POST   | /v1/webhooks/{endpointId}/deliveries/{deliveryId}/resend | operate |
            POST   | /v1/webhooks/{endpointId}/recover           | operate      | {"since": "2026-11-01T00:00:00Z"}
            POST   | /v1/webhooks/{endpointId}/test              | operate      |
            GET    | /v1/audit                                   | operate      |
            GET    | /v1/rejections                              | staff        |
            GET    | /v1/dead-letters                            | staff        |
            GET    | /v1/dead-letters/summary                    | staff        |
            GET    | /v1/dead-letters/{letterId}                 | staff        |
            POST   | /v1/dead-letters/redrive                    | staff        | {"ids": ["{letterId}"], "why": "mended"}
            POST   | /v1/dead-letters/{letterId}/discard         | staff        | {"reason": "nonsense"}
            GET    | /v1/replays                                 | staff        |
            GET    | /v1/carriers/scorecard                      | read         |
            GET    | /v1/reports/cod                             | read         |
            GET    | /v1/reports/cod/parcels                     | read         |
            GET    | /v1/reports/daily                           | read         |
            GET    | /v1/reports/labels                          | read         |
            GET    | /v1/reports/money                           | read         |
            """;
    // spotless:on

    /** What is erased is no longer there for other calls: it is a shipment of its own. */
    private static final String ERASED = "{shipmentId}/personal-data";

    static List<Call> all() {
        return TABLE.lines().map(Call::of).toList();
    }

    private static Call of(String row) {
        List<String> cells = Stream.of(row.split("\\|", -1)).map(String::strip).toList();
        return new Call(cells.get(0), cells.get(1), words(cells.get(2)), cells.get(3));
    }

    private static Set<String> words(String cell) {
        return cell.isEmpty() ? Set.of() : Set.of(cell.split(" "));
    }

    String operation() {
        return method + " " + path;
    }

    /** Whether only those may make it who run the installation. */
    boolean isForStaff() {
        return scopes.contains("staff");
    }

    /** Whether it is about one thing, which belongs to somebody. */
    boolean namesAThing() {
        return path.contains("{");
    }

    /** @param values of the names in braces */
    ValidatableResponse make(RequestSpecification as, Map<String, String> values) {
        return sending(as, filled(body, values))
                .request(method, filled(path.replace(ERASED, "{erasableId}" + ERASED.substring(12)), values))
                .then();
    }

    private static RequestSpecification sending(RequestSpecification as, String body) {
        if (body.isEmpty()) {
            return as;
        }
        return body.startsWith("{")
                ? as.contentType("application/json").body(body)
                : Api.withFile(as, "text/csv", body.replace(';', '\n').getBytes(UTF_8));
    }

    /** The text with values for the names in braces. */
    static String filled(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    @Override
    public String toString() {
        return operation();
    }
}
