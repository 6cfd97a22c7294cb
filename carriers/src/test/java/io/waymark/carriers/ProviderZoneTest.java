package io.waymark.carriers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderZoneTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kuaidi100  | {\"nu\":\"1\",\"data\":[{\"time\":\"T\",\"context\":\"x\"}]}                  | 2024-05-02T10:00+10:00",
                "thirtypost | {\"base\":[{\"event\":\"x\",\"dateTime\":\"T\"}]}                            | 2024-05-02T10:00+10:00",
                "sto        | {\"success\":\"true\",\"data\":{\"1\":[{\"opTime\":\"T\",\"scanType\":\"x\"}]}}    | 2024-05-02T10:00+10:00",
                "sto        | {\"success\":\"true\",\"data\":{\"1\":[{\"opTime\":\"T\",\"tz\":\"+08:00\"}]}}       | 2024-05-02T10:00+08:00"
            })
    void aTimeWithoutAZoneIsMeantInTheConfiguredOneAndIsTheSameScan(String name, String answer, String expected) {
        Provider provider = Providers.of(name).orElseThrow();
        RawPayload raw = raw(name, answer.replace("T\"", "2024-05-02 10:00:00\""));

        List<Scan> scans =
                provider.parser(ZoneId.of("Australia/Brisbane")).parse(raw).scans();

        assertThat(scans).singleElement().satisfies(scan -> {
            assertThat(scan.occurredAt()).hasToString(expected);
            assertThat(scan.identity())
                    .isEqualTo(provider.parser().parse(raw).scans().get(0).identity());
        });
    }

    private static RawPayload raw(String provider, String answer) {
        return new RawPayload(
                "id",
                provider,
                ShipmentId.of(provider, "1"),
                provider,
                "1",
                RawPayload.Route.TRACKING_NUMBER,
                0,
                Instant.parse("2024-06-01T00:00:00Z"),
                "application/json",
                answer.getBytes(UTF_8),
                Evidence.PULL,
                "test",
                null);
    }
}
