package io.waymark.api.request;

/**
 * How much a call may send whose body is no JSON of the usual size. A service has one bean for each such call.
 *
 * @param call method and path, e.g. {@code POST /v1/shipments/import}
 * @param bytes at most
 */
public record BodyLimit(String call, long bytes) {}
