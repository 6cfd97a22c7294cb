package io.waymark.carriers.sto.article;

import static io.waymark.carriers.sto.StoAccounts.ARTICLE;
import static io.waymark.carriers.sto.StoAccounts.LINK;
import static io.waymark.carriers.sto.StoAccounts.settings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.PushRequest;
import io.waymark.carriers.Verdict;
import io.waymark.carriers.sto.Sto;
import io.waymark.contract.Evidence;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.Refusal;
import io.waymark.protocol.Settings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticlePushTest {

    private static final String SECRET = "YourSecretKey123456";
    private static final Settings BOTH = settings(LINK, ARTICLE);

    /** 16:05:10 in China. */
    private static final Instant SENT = Instant.parse("2023-06-30T08:05:10Z");

    private static final String FIELDS =
            """
            "event":"TRACE_UPDATE","tracking_number":"sto773123 a","current_status":"SIGNED","current_description":null,
            "current_time":"2023-06-30 16:05:00","timestamp":"20230630160510","empty":"" """;

    private static final String CONCATENATED = SECRET + "current_statusSIGNEDcurrent_time2023-06-30%2016%3A05%3A00"
            + "eventTRACE_UPDATEtimestamp20230630160510tracking_numbersto773123%20a" + SECRET;

    private static final String QUERY_STRING = SECRET + "current_status=SIGNED&current_time=2023-06-30+16%3A05%3A00"
            + "&event=TRACE_UPDATE&timestamp=20230630160510&tracking_number=sto773123+a" + SECRET;

    @Test
    void acceptsAWebhookAndSaysWhatItIsWorth() {
        assertThat(verify(BOTH, signed(FIELDS, CONCATENATED)))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
                    assertThat(accepted.shipmentId()).isEqualTo(ShipmentId.of("sto", "STO773123 A"));
                    assertThat(accepted.evidence()).isEqualTo(Evidence.ARTICLE);
                    assertThat(accepted.verifiedBy()).doesNotContain(SECRET);
                });
    }

    @Test
    void acceptsANewAndAnOldSecretAndSaysWhich() {
        Settings rotating = new Settings(Map.of(
                "article-enabled", List.of("true"),
                "article-secret", List.of("newer", SECRET),
                "article-signing", List.of("concatenated"),
                "article-window", List.of("PT10M")));

        assertThat(verify(rotating, signed(FIELDS, CONCATENATED)))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> assertThat(accepted.verifiedBy())
                        .isEqualTo("article-secret:0cbdbc48"));
        assertThat(new Sto().push(rotating).orElseThrow().secrets()).hasSize(2).contains("article-secret:0cbdbc48");
        assertThat(verify(rotating, signed(FIELDS, CONCATENATED.replace(SECRET, "newer"))))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void acceptsTheVariantThatIsConfiguredAndNotTheOther() {
        Settings other = settings(ARTICLE, Map.of("article-signing", "query-string"));

        assertThat(verify(other, signed(FIELDS, QUERY_STRING))).isInstanceOf(Verdict.Accepted.class);
        assertThat(verify(other, signed(FIELDS, CONCATENATED))).isEqualTo(Verdict.rejected(Refusal.BAD_SIGNATURE));
        assertThat(verify(BOTH, signed(FIELDS, QUERY_STRING))).isEqualTo(Verdict.rejected(Refusal.BAD_SIGNATURE));
    }

    @Test
    void readsWhatIsNestedAndNumbersAsTheyStandInTheMessage() {
        String fields =
                "\"event\":\"TRACE_UPDATE\",\"n\":1.50,\"o\":{ \"a\" : [1, 2] },\"timestamp\":\"20230630160510\","
                        + "\"tracking_number\":773123456789";
        String text = SECRET + "eventTRACE_UPDATEn1.50o%7B%20%22a%22%20%3A%20%5B1%2C%202%5D%20%7D"
                + "timestamp20230630160510tracking_number773123456789" + SECRET;

        assertThat(verify(BOTH, signed(fields, text))).isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-06-30T08:15:10Z, true",
        "2023-06-30T07:55:10Z, true",
        "2023-06-30T08:15:10.001Z, false",
        "2023-06-30T07:55:09.999Z, false"
    })
    void believesAMessageAsLongAsItIsFresh(Instant receivedAt, boolean fresh) {
        Verdict verdict = verify(BOTH, signed(FIELDS, CONCATENATED), receivedAt);

        assertThat(verdict instanceof Verdict.Accepted).isEqualTo(fresh);
        assertThat(fresh || verdict.equals(Verdict.rejected(Refusal.STALE))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"event":"TRACE_UPDATE","timestamp":"20230630160510"}                          | MISSING_FIELD
            {"event":"TRACE_UPDATE","signature":"A"}                                       | MISSING_FIELD
            {"event":"TRACE_UPDATE","timestamp":"20230630160510","signature":"A"}          | BAD_SIGNATURE
            {"event":"TRACE_UPDATE","event":"X","timestamp":"2","signature":"A"}           | MALFORMED
            {"event":                                                                      | MALFORMED
            """)
    void refusesTheRest(String body, Refusal reason) {
        assertThat(verify(BOTH, body)).isEqualTo(Verdict.rejected(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "ORDER_UPDATE, 20230630160510, 773123456789",
        "TRACE_UPDATE, 2023-06-30, 773123456789",
        "TRACE_UPDATE, 20230630160510, ''"
    })
    void refusesWhatIsSignedRightlyAndCannotBeRead(String event, String timestamp, String number) {
        String fields =
                "\"event\":\"%s\",\"timestamp\":\"%s\",\"tracking_number\":\"%s\"".formatted(event, timestamp, number);
        String text = SECRET + "event" + event + "timestamp" + timestamp
                + (number.isEmpty() ? "" : "tracking_number" + number) + SECRET;

        assertThat(verify(BOTH, signed(fields, text))).isEqualTo(Verdict.rejected(Refusal.MALFORMED));
    }

    @Test
    void isNotBelievedWhereItIsNotEnabled() {
        Settings disabled = settings(LINK, ARTICLE, Map.of("article-enabled", "false"));

        assertThat(verify(disabled, signed(FIELDS, CONCATENATED))).isEqualTo(Verdict.rejected(Refusal.MISSING_FIELD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TESTSTOSECRET0001", SECRET})
    void neitherDialectIsBelievedWithTheOthersSecretOrSignature(String secret) {
        String content = "{\\\"waybillNo\\\":\\\"1\\\",\\\"trace\\\":{}}";
        String digest = Base64.getEncoder().encodeToString(md5("{\"waybillNo\":\"1\",\"trace\":{}}" + secret));
        String link =
                "{\"content\":\"%s\",\"data_digest\":\"%s\",\"event\":\"TRACE_UPDATE\"}".formatted(content, digest);
        String article = signed(FIELDS, CONCATENATED.replace(SECRET, secret));

        assertThat(verify(BOTH, link) instanceof Verdict.Accepted).isEqualTo(!secret.equals(SECRET));
        assertThat(verify(BOTH, article) instanceof Verdict.Accepted).isEqualTo(secret.equals(SECRET));
    }

    private static Verdict verify(Settings settings, String body) {
        return verify(settings, body, SENT);
    }

    private static Verdict verify(Settings settings, String body, Instant receivedAt) {
        PushProtocol push = new Sto().push(settings).orElseThrow();
        return push.verify(new PushRequest(body.getBytes(UTF_8), "application/json", receivedAt, Optional.empty()));
    }

    private static String signed(String fields, String text) {
        return "{" + fields + ",\"signature\":\""
                + HexFormat.of().withUpperCase().formatHex(md5(text)) + "\"}";
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
