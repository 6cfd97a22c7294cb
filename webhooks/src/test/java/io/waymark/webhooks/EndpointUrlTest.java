package io.waymark.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "HTTPS://example.com:443/hooks?shop=1",
                "https://example.com:8443/",
                "https://8.8.8.8/",
                "https://[2606:4700:4700::1111]/"
            })
    void whatIsOnTheInternetMayBeAnEndpoint(String url) {
        assertThat(EndpointUrl.problemOf(url, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com,                  https",
        "ftp://example.com,                   https",
        "example.com/hooks,                   https",
        "//example.com,                       https",
        "https:///hooks,                      host",
        "https:hooks,                         host",
        "https://user:password@example.com,   password",
        "https://user@example.com,            password",
        "https://example.com/#there,          fragment",
        "https://example.com:22/,             port",
        "https://example.com:80/,             port",
        "https://exa mple.com/,               must be a URL",
        "https://under_score.example.com/,    host",
        "https://127.0.0.1/,                  public",
        "https://10.1.2.3:8443/,              public",
        "https://[::1]/,                      public",
        "https://[::ffff:10.0.0.1]/,          public",
        "https://[fd00::1]/,                  public",
        "https://169.254.169.254/latest,      public",
        "https://localhost/,                  public",
        "https://console:8443/,               public",
        "https://2130706433/,                 host",
        "https://127.1/,                      host",
        "https://99999999999/,                host",
        "https://134744072/,                  host",
        "https://8.8.8.8.8/,                  host",
        "https://8.8.8.256/,                  host",
        "https://[fe80::1%25eth0]/,           public",
        "https://[fe80::1%25x]/,              public",
        "https://[2606:4700:4700::1111%25x]/, public",
        "https://[fe80::1%x]/,                public",
        "https://0x7f.0.0.1/,                 host",
    })
    void whatIsNotMayNot(String url, String why) {
        assertThat(EndpointUrl.problemOf(url, false))
                .hasValueSatisfying(problem -> assertThat(problem).contains(why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8090/hooks", "http://127.0.0.1:1/", "https://[::1]/", "http://console/"})
    void whereAnywhereWillDoOnesOwnMachineMayBeOne(String url) {
        assertThat(EndpointUrl.problemOf(url, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost/", "http://user@localhost/", "http://localhost/#there", "http:hooks"})
    void evenThereItMustBeAUrlOfHttp(String url) {
        assertThat(EndpointUrl.problemOf(url, true)).isPresent();
    }

    @Test
    void aUrlIsNotTooLong() {
        String longest = "https://example.com/" + "a".repeat(EndpointUrl.LONGEST - "https://example.com/".length());

        assertThat(EndpointUrl.problemOf(longest, false)).isEmpty();
        assertThat(EndpointUrl.problemOf(longest + "a", false)).isPresent();
    }
}
