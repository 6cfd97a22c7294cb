package io.waymark.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which addresses are on the public Internet, so that a merchant's URL cannot make Waymark call something inside. IPv4 is
 * public unless it is in the table; IPv6 only if it is global unicast and not in the table, so that addresses that hold an
 * IPv4 address (mapped, translated, tunnelled) never are.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA, special-purpose IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA, special-purpose IPv6, both read
 *     2026-11-22</a>
 */
public final class PublicAddress {

    // spotless:off
    private static final List<Range> NOT_PUBLIC = List.of(
            range("0.0.0.0",         8),   // this network
            range("10.0.0.0",        8),   // private
            range("100.64.0.0",      10),  // carriers' NAT; Alibaba Cloud's metadata
            range("127.0.0.0",       8),   // loopback
            range("168.63.129.16",   32),  // Azure's metadata
            range("169.254.0.0",     16),  // link-local; most clouds' metadata
            range("172.16.0.0",      12),  // private
            range("192.0.0.0",       24),  // protocol assignments; Oracle Cloud's metadata
            range("192.0.2.0",       24),  // documentation
            range("192.88.99.0",     24),  // 6to4 relays
            range("192.168.0.0",     16),  // private
            range("198.18.0.0",      15),  // benchmarks
            range("198.51.100.0",    24),  // documentation
            range("203.0.113.0",     24),  // documentation
            range("224.0.0.0",       4),   // multicast
            range("240.0.0.0",       4),   // reserved; broadcast
            range("2001::",          23),  // protocol assignments; Teredo
            range("2001:db8::",      32),  // documentation
            range("2002::",          16),  // 6to4
            range("3fff::",          20)); // documentation

    private static final Range GLOBAL_UNICAST = range("2000::", 3);
    // spotless:on

    private static final int IPV4 = 4;

    private PublicAddress() {}

    /**
     * Whether an address may be called.
     *
     * @param address in network order: 4 or 16 bytes
     */
    public static boolean is(byte[] address) {
        return (address.length == IPV4 || GLOBAL_UNICAST.holds(address))
                && NOT_PUBLIC.stream().noneMatch(range -> range.holds(address));
    }

    /** Reads an address that is written as numbers; nothing is looked up. */
    static byte[] numeric(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException("not an address in numbers", notAnAddress);
        }
    }

    private static Range range(String first, int bits) {
        return new Range(numeric(first), bits);
    }

    /** All addresses that begin with the same bits. */
    private record Range(byte[] first, int bits) {

        boolean holds(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            for (int i = 0; i < whole; i++) {
                if (address[i] != first[i]) {
                    return false;
                }
            }
            int rest = bits % Byte.SIZE;
            int mask = 0xFF << (Byte.SIZE - rest) & 0xFF;
            return rest == 0 || (address[whole] & mask) == (first[whole] & mask);
        }
    }
}
