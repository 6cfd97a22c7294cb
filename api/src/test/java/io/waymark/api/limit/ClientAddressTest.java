package io.waymark.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    private static final String PROXY = "10.0.0.1";

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
            1 | invented                                  | 10.0.0.1
            """)
    void nothingIsBelievedButWhatTheTrustedProxiesWrote(int hops, String header, String address) {
        assertThat(ClientAddress.of(PROXY, List.of(header), hops)).isEqualTo(ClientAddress.of(address, List.of(), 0));
    }

    @Test
    void aRepeatedHeaderIsReadAsOne() {
        assertThat(ClientAddress.of(PROXY, List.of("203.0.113.9", "198.51.100.1, 10.0.0.2"), 2))
                .isEqualTo(ClientAddress.of("198.51.100.1", List.of(), 0));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,          192.0.2.1,             true",
        "192.0.2.1,          192.0.2.2,             false",
        "2001:db8:0:1::1,    2001:db8:0:1:ffff::2,  true",
        "2001:db8:0:1::1,    2001:db8:0:2::1,       false",
        "192.0.2.1,          2001:db8::1,           false",
        "::ffff:192.0.2.1,   192.0.2.1,             true"
    })
    void anIpv6NetworkCountsAsOneCaller(String one, String other, boolean alike) {
        assertThat(ClientAddress.of(one, List.of(), 0).equals(ClientAddress.of(other, List.of(), 0)))
                .isEqualTo(alike);
    }

    @Test
    void callersOfWhomNothingIsKnownAreOne() {
        assertThat(ClientAddress.of(null, List.of(), 1)).isEqualTo(ClientAddress.of(null, List.of(), 0));
    }
}
