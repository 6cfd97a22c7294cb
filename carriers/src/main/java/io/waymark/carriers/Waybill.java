package io.waymark.carriers;

import java.util.Map;
import java.util.Optional;

/**
 * An order that the carrier took.
 *
 * @param trackingNumber the parcel's number, as the carrier wrote it
 * @param label to print; empty if the answer brought none
 * @param isRepeat whether the carrier says that it had the order before: this call made no new one
 * @param details what else the carrier said that is printed on labels, under its own names, e.g. {@code bigWord}
 */
public record Waybill(String trackingNumber, Optional<Label> label, boolean isRepeat, Map<String, String> details) {

    /** An order that the carrier took just now, as far as it says. */
    public static Waybill of(String trackingNumber, Optional<Label> label, Map<String, String> details) {
        return new Waybill(trackingNumber, label, false, details);
    }

    /** Without label and details: they hold personal data. */
    @Override
    public String toString() {
        return "Waybill[trackingNumber=" + trackingNumber + "]";
    }
}
