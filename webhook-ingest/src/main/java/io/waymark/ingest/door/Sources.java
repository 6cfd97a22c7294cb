package io.waymark.ingest.door;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a callback comes from, as far as that can be believed. */
public final class Sources {

    private Sources() {}

    /**
     * The sender's address. Every proxy appends to {@code X-Forwarded-For} the address that it was called from, so what the
     * trusted ones wrote stands at the end and what the sender may have invented before it.
     *
     * @param transport the other end of the connection; null if unknown
     * @param forwardedFor all values of the header, in their order
     * @param trustedHops how many proxies of our own are passed; 0 if none
     * @return the transport's where the header names fewer than those proxies write
     */
    public static @Nullable String address(@Nullable String transport, List<String> forwardedFor, int trustedHops) {
        if (trustedHops == 0 || forwardedFor.isEmpty()) {
            return transport;
        }
        String[] hops = String.join(",", forwardedFor).split(",", -1);
        if (hops.length < trustedHops) {
            return transport;
        }
        String address = withoutPort(hops[hops.length - trustedHops].strip());
        return address.isEmpty() ? transport : address;
    }

    /**
     * What one sender is counted by: an IPv4 address, or the first 64 bits of an IPv6 address, since whoever has one of those
     * has all that begin alike.
     *
     * @param address 4 or 16 bytes; null if unknown, which counts as one sender
     */
    public static long key(byte @Nullable [] address) {
        if (address == null) {
            return 0;
        }
        int from = isMappedIpv4(address) ? 12 : 0;
        int to = address.length == 16 && from == 0 ? 8 : address.length;
        long key = to - from == 4 ? 0xFFFF : 0;
        for (int i = from; i < to; i++) {
            key = key << 8 | address[i] & 0xFF;
        }
        return key;
    }

    private static boolean isMappedIpv4(byte[] address) {
        if (address.length != 16) {
            return false;
        }
        for (int i = 0; i < 12; i++) {
            if (address[i] != (i < 10 ? 0 : (byte) 0xFF)) {
                return false;
            }
        }
        return true;
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
