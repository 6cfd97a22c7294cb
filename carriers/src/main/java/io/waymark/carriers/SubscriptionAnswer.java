package io.waymark.carriers;

/**
 * A provider's word that it follows a number and will push.
 *
 * @param code the provider's own code for it, e.g. {@code 501} for "has been followed already"
 */
public record SubscriptionAnswer(String code) {}
