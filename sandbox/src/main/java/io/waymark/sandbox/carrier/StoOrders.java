package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * STO's orders, of whichever dialect. The same order id is the same order with the same number, also after a restart: the
 * number is drawn from the id.
 */
final class StoOrders {

    private static final BigInteger THIRTEEN_DIGITS = BigInteger.TEN.pow(13);

    private final Map<String, Order> orders = new LinkedHashMap<>();

    private record Order(String number, int asked, boolean cancelled) {}

    /** Takes an order; its waybill number: 77 and 13 digits. An order that was withdrawn stands again. */
    String take(String orderId) {
        int before = orders.containsKey(orderId) ? orders.get(orderId).asked() : 0;
        Order order = new Order(number(orderId), before + 1, false);
        orders.put(orderId, order);
        return order.number();
    }

    /** The id of the order with that number or else that id; empty if we know neither. */
    Optional<String> find(String number, String orderId) {
        return orders.entrySet().stream()
                .filter(entry -> entry.getValue().number().equals(number))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> Optional.of(orderId).filter(orders::containsKey));
    }

    /** Withdraws an order. Again is as good as once. */
    void cancel(String orderId) {
        orders.computeIfPresent(orderId, (id, order) -> new Order(order.number(), order.asked(), true));
    }

    /** All of them, oldest first, for whoever directs the world. */
    JsonArray list() {
        JsonArray list = new JsonArray();
        orders.forEach((id, order) -> list.add(new JsonObject()
                .put("orderId", id)
                .put("trackingNumber", order.number())
                .put("asked", order.asked())
                .put("cancelled", order.cancelled())));
        return list;
    }

    static String number(String orderId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(orderId.getBytes(StandardCharsets.UTF_8));
            return "77%013d".formatted(new BigInteger(1, digest).mod(THIRTEEN_DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
