package io.waymark.api.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field the JSON path, e.g. {@code settlement.transactionId}, or the name of the query parameter
 * @param message what a value must be, for the developer of the client; never repeats the value
 */
public record FieldError(String field, String message) {}
