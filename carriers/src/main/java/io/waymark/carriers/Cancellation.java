package io.waymark.carriers;

/**
 * An order to withdraw.
 *
 * @param orderId under which the carrier has it
 * @param trackingNumber the number it got
 * @param reason for the carrier; "" if not said
 */
public record Cancellation(String orderId, String trackingNumber, String reason) {}
