package io.waymark.carriers;

import java.util.Map;
import java.util.Optional;

/**
 * An order that the carrier took.
 *
 * @param trackingNumber the parcel's number, as the carrier wrote it
 * @param label to print; empty if the answer brought none
 * @param details what else the carrier said that is printed on labels, under its own names, e.g. {@code bigWord}
 */
public record Waybill(String trackingNumber, Optional<Label> label, Map<String, String> details) {

    /** Without label and details: they hold personal data. */
    @Override
    public String toString() {
        return "Waybill[trackingNumber=" + trackingNumber + "]";
    }
}
