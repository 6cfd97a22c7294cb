package io.waymark.console.track;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.carriers.CarrierCodes;
import io.waymark.contract.ShipmentId;
import java.net.URLEncoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which parcel a page is about, and in which frame.
 *
 * @param carrier Waymark's code
 * @param number in its normal form
 * @param embedKey the publishable key of the page that this one is a part of; null for a page of its own
 */
public record PageAddress(String carrier, String number, @Nullable String embedKey) {

    /** Empty for what can be no carrier or no number. Every name of a carrier leads to the same address. */
    static Optional<PageAddress> of(String carrier, String number, @Nullable String embedKey) {
        String own = CarrierCodes.own(carrier);
        String normal = ShipmentId.normalNumber(number);
        return CarrierCodes.isCode(own) && ShipmentId.isNumber(normal)
                ? Optional.of(new PageAddress(own, normal, embedKey))
                : Optional.empty();
    }

    ShipmentId shipmentId() {
        return ShipmentId.of(carrier, number);
    }

    /** The page in a language. */
    public String in(Language language) {
        String path = "/track/" + carrier + "/" + encoded(number) + "?lang=" + language.code();
        return embedKey == null ? path : path + "&embed=" + encoded(embedKey);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
