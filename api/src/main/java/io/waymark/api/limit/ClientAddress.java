package io.waymark.api.limit;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what a caller without a key is counted: the address from which it calls, as far as that can be believed. */
final class ClientAddress {

    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /**
     * The caller. Every proxy appends to {@code X-Forwarded-For} the address that it was called from, so what the trusted ones
     * wrote stands at the end, and what the caller may have invented before it.
     *
     * @param transport the other end of the connection; null if unknown, which counts as one caller
     * @param forwardedFor all values of the header, in their order
     * @param trustedHops how many proxies of our own are passed; 0 if none
     * @return an IPv4 address, or the first 64 bits of an IPv6 address, since whoever has one of those has all that begin
     *     alike; of the transport where the header names fewer than those proxies write, or no address
     */
    static String of(@Nullable String transport, List<String> forwardedFor, int trustedHops) {
        String[] hops = String.join(",", forwardedFor).split(",", -1);
        InetAddress told = trustedHops == 0 || hops.length < trustedHops
                ? null
                : NetUtil.createInetAddressFromIpAddressString(withoutPort(hops[hops.length - trustedHops].strip()));
        return told == null ? ofTransport(transport) : counted(told);
    }

    private static String ofTransport(@Nullable String transport) {
        InetAddress address = transport == null ? null : NetUtil.createInetAddressFromIpAddressString(transport);
        return address == null ? String.valueOf(transport) : counted(address);
    }

    private static String counted(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
    }

    /** {@code 192.0.2.1:1234} and {@code [2001:db8::1]:1234} without what follows the address. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? "" : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
