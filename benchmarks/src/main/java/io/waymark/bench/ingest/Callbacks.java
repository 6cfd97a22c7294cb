package io.waymark.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import io.waymark.bench.SamplePush;
import io.waymark.bench.SampleScan;
import io.waymark.contract.ShipmentId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Pushes of many parcels as they go over the wire, made and signed beforehand. The number of the subscription, which comes
 * back in the raw record, counts the pushes of a parcel, so that one can be told from another.
 */
final class Callbacks {

    /** How many parcels; any number of connections that divides it shares them evenly. */
    static final int PARCELS = 1920;

    private static final String NO_NUMBER = "000000";

    private final List<Buffer> requests;
    private final List<Integer> places;
    private final List<String> shipments;

    /**
     * @param prefix of the parcels' numbers
     * @param nodes of each push
     */
    Callbacks(String prefix, int nodes) {
        this(
                prefix,
                "yto",
                number -> request("kuaidi100/" + ShipmentId.of("yto", number), SamplePush.form(number, nodes)));
    }

    private Callbacks(String prefix, String carrier, Function<String, Buffer> push) {
        List<String> numbers = IntStream.range(0, PARCELS)
                .mapToObj(parcel -> prefix + (1_000_000 + parcel))
                .toList();
        shipments = numbers.stream()
                .map(number -> ShipmentId.of(carrier, number).toString())
                .toList();
        requests = numbers.stream().map(push).toList();
        places = requests.stream()
                .map(request -> request.getString(0, 200, "US-ASCII").indexOf(NO_NUMBER))
                .toList();
    }

    /** Pushes of STO, of one scan each. */
    static Callbacks ofSto(String prefix) {
        return new Callbacks(prefix, "sto", number -> request("sto", SampleScan.form(number)));
    }

    /** A push, valid until the next one of the same parcel is asked for. */
    Buffer request(int parcel, int number) {
        String digits = Integer.toString(1_000_000 + number).substring(1);
        return requests.get(parcel).setBytes(places.get(parcel), digits.getBytes(US_ASCII));
    }

    /** Under which the parcels' pushes are filed. */
    List<String> shipments() {
        return shipments;
    }

    /** Of one request. */
    int bytes() {
        return requests.get(0).length();
    }

    private static Buffer request(String path, byte[] form) {
        return Buffer.buffer(form.length + 300)
                .appendString("POST /callbacks/" + path + "?s=" + NO_NUMBER
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: " + form.length + "\r\n\r\n")
                .appendBytes(form);
    }
}
