package io.waymark.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 | 198.51.100.1                              | 10.0.0.1
            1 | 198.51.100.1                              | 198.51.100.1
            1 | 203.0.113.9, 198.51.100.1                 | 198.51.100.1
            2 | 203.0.113.9, 198.51.100.1, 10.0.0.2       | 198.51.100.1
            2 | 198.51.100.1                              | 10.0.0.1
            1 | 198.51.100.1:4711                         | 198.51.100.1
            1 | [2001:db8::1]:4711                        | 2001:db8::1
            1 | 2001:db8::1                               | 2001:db8::1
            1 | 198.51.100.1,                             | 10.0.0.1
            1 | [2001                                     | 10.0.0.1
            """)
    void believesOnlyWhatTheTrustedProxiesWrote(int hops, String header, String address) {
        assertThat(Sources.address("10.0.0.1", List.of(header), hops)).isEqualTo(address);
    }

    @Test
    void readsARepeatedHeaderAsOne() {
        assertThat(Sources.address("10.0.0.1", List.of("203.0.113.9", "198.51.100.1, 10.0.0.2"), 2))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void isTheTransportsWhereNothingIsForwarded() {
        assertThat(Sources.address("10.0.0.1", List.of(), 1)).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,       192.0.2.1,             true",
        "192.0.2.1,       192.0.2.2,             false",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff::2,  true",
        "2001:db8:0:1::1, 2001:db8:0:2::1,       false",
        "192.0.2.1,       2001:db8::1,           false"
    })
    void countsAnIpv6NetworkAsOneSender(String one, String other, boolean alike) throws UnknownHostException {
        assertThat(key(one) == key(other)).isEqualTo(alike);
    }

    @Test
    void countsAnIpv4AddressWrittenAsIpv6AsWhatItIs() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, (byte) 192, 0, 2, 1};

        assertThat(Sources.key(mapped)).isEqualTo(key("192.0.2.1"));
        assertThat(Sources.key(null)).isNotEqualTo(key("192.0.2.1"));
    }

    private static long key(String literal) throws UnknownHostException {
        return Sources.key(InetAddress.getByName(literal).getAddress());
    }
}
