package io.waymark.console.api;

import static io.waymark.console.Api.as;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;

import io.restassured.response.ValidatableResponse;
import io.waymark.console.readmodel.Ledger;
import java.util.ArrayList;
import java.util.List;

/** A merchant with nothing but what a test gives it. */
record Shop(String merchant) {

    static Shop anew() {
        return new Shop("m" + number());
    }

    String key() {
        return merchant + "-key";
    }

    /** A settlement of a new parcel, of which the ledger has not spoken yet. */
    Ledger bound() {
        String number = number();
        register(key(), number, ", \"settlement\": " + onerway("T" + number)).statusCode(201);
        return Ledger.of(merchant, number);
    }

    /** The tracking numbers of all pages of a list, in its order. */
    List<String> walk(String list) {
        List<String> numbers = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            ValidatableResponse page =
                    raw(list + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).statusCode(200);
            numbers.addAll(page.extract().path("items.trackingNumber"));
            cursor = page.extract().path("next");
        }
        return numbers;
    }

    /** Asks for the path as it is, escapes and all. */
    ValidatableResponse raw(String path) {
        return as(key()).urlEncodingEnabled(false).get(path).then();
    }
}
