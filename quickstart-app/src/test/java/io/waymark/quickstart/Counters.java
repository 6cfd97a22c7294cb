package io.waymark.quickstart;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What two services counted of one provider since they were started, and the sums that must agree once all is at rest. */
final class Counters {

    private final String provider;

    Counters(String provider) {
        this.provider = provider;
    }

    /** Nothing that came in at the door is unaccounted for, and it stays so. */
    void assertConserved() {
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(received())
                    .as("callbacks received of %s", provider)
                    .isEqualTo(accepted() + rejected() + ingest("callbacks_not_durable_total"));
            assertThat(accepted())
                    .as("callbacks accepted of %s", provider)
                    .isEqualTo(normalizer("payloads_normalized_total") + deadLettered());
            assertThat(normalizer("scans_total"))
                    .as("scans of %s", provider)
                    .isEqualTo(normalizer("scans_new_total") + repeated());
        });
    }

    long received() {
        return ingest("callbacks_received_total");
    }

    long accepted() {
        return ingest("callbacks_accepted_total");
    }

    long rejected() {
        return ingest("callbacks_rejected_total");
    }

    long deadLettered() {
        return normalizer("payloads_dead_lettered_total");
    }

    long repeated() {
        return normalizer("scans_repeated_total");
    }

    private long ingest(String counter) {
        return sum(Part.WEBHOOK_INGEST, counter);
    }

    private long normalizer(String counter) {
        return sum(Part.NORMALIZER, counter);
    }

    /** Over all of the counter's other labels; 0 if it never counted anything of the provider. */
    private long sum(Part service, String counter) {
        return Math.round(metricsOf(service)
                .lines()
                .filter(line -> line.startsWith(counter + "{") && line.contains("provider=\"" + provider + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum());
    }

    private static String metricsOf(Part service) {
        URI address = URI.create("http://localhost:" + service.managementPort() + "/q/metrics");
        try (BufferedReader metrics =
                new BufferedReader(new InputStreamReader(address.toURL().openStream(), StandardCharsets.UTF_8))) {
            return metrics.lines().collect(joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
