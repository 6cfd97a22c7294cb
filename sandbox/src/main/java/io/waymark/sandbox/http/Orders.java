package io.waymark.sandbox.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.function.Consumer;

/** Orders to the simulated world, as JSON objects. */
public final class Orders {

    private Orders() {}

    /** Has an order carried out. Refuses with 400 what is no JSON object, and with 422 what cannot be done. */
    public static void carryOut(RoutingContext call, Consumer<JsonObject> action) {
        try {
            JsonObject body = call.body().asJsonObject();
            if (body == null) {
                throw new DecodeException("no body");
            }
            action.accept(body);
        } catch (DecodeException | ClassCastException e) {
            Answers.problem(call, 400, "Bad Request", "the body is not a JSON object");
        } catch (InvalidOrderException e) {
            Answers.problem(call, 422, "Unprocessable Content", String.valueOf(e.getMessage()));
        }
    }

    /**
     * A field that holds a text; "" if it is absent or null.
     *
     * @throws InvalidOrderException if it holds something else
     */
    public static String text(JsonObject order, String field) {
        Object value = Objects.requireNonNullElse(order.getValue(field), "");
        if (value instanceof String text) {
            return text;
        }
        throw new InvalidOrderException(field, "must be a text");
    }

    /**
     * A field that holds a whole number.
     *
     * @throws InvalidOrderException if it holds something else, or is out of range
     */
    public static int number(JsonObject order, String field, int byDefault, int most) {
        Object value = Objects.requireNonNullElse(order.getValue(field), byDefault);
        if (value instanceof Integer number && number >= 1 && number <= most) {
            return number;
        }
        throw new InvalidOrderException(field, "must be a number from 1 to " + most);
    }

    /**
     * A field that holds a share: above 0, at most 1.
     *
     * @throws InvalidOrderException if it holds something else
     */
    public static double share(JsonObject order, String field, double byDefault) {
        Object value = Objects.requireNonNullElse(order.getValue(field), byDefault);
        if (value instanceof Number number && number.doubleValue() > 0 && number.doubleValue() <= 1) {
            return number.doubleValue();
        }
        throw new InvalidOrderException(field, "must be a number above 0 and at most 1");
    }
}
