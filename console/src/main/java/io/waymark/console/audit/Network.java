package io.waymark.console.audit;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The part of an address that tells where a call came from, but not who made it. */
final class Network {

    private static final int IPV4_BYTES = 4;

    private Network() {}

    /**
     * Of IPv4 the first 24 bits, of IPv6 the first 48.
     *
     * @param address its bytes; null if it is not known, which gives an empty text
     */
    static String of(byte @Nullable [] address) {
        if (address == null) {
            return "";
        }
        return address.length == IPV4_BYTES
                ? IntStream.range(0, 3)
                        .mapToObj(i -> Integer.toString(address[i] & 0xff))
                        .collect(Collectors.joining(".", "", ".0/24"))
                : groups(Arrays.copyOf(address, 6)) + "::/48";
    }

    private static String groups(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes);
        return hex.substring(0, 4) + ":" + hex.substring(4, 8) + ":" + hex.substring(8);
    }
}
