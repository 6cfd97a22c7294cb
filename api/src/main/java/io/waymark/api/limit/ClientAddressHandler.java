package io.waymark.api.limit;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells by what a caller without a key is counted. */
@ApplicationScoped
public class ClientAddressHandler {

    private final int trustedHops;

    ClientAddressHandler(RateLimitConfig config) {
        this.trustedHops = config.trustedHops();
    }

    /** An address, or the network of an IPv6 address, in a form of its own; never for people's eyes. */
    public String of(HttpServerRequest call) {
        SocketAddress remote = call.remoteAddress();
        return ClientAddress.of(
                remote == null ? null : remote.hostAddress(), call.headers().getAll("X-Forwarded-For"), trustedHops);
    }
}
