package io.waymark.ingest;

import static io.quarkus.runtime.configuration.DurationConverter.parseDuration;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GracePeriodTest {

    private static final Pattern GRACE =
            Pattern.compile("(?m)^  webhook-ingest:\\n(?:(?:    .*)?\\n)*?    stop_grace_period: (\\S+)$");

    @Test
    void theContainerIsNotKilledBeforeItsStopIsOver() throws Exception {
        Properties defaults = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            defaults.load(file);
        }
        Duration emptying = parseDuration(SpoolConfig.class
                .getMethod("emptyWithin")
                .getAnnotation(WithDefault.class)
                .value());

        assertThat(grace())
                .isGreaterThan(parseDuration(defaults.getProperty("quarkus.shutdown.delay"))
                        .plus(parseDuration(defaults.getProperty("quarkus.shutdown.timeout")))
                        .plus(emptying));
    }

    private static Duration grace() throws IOException {
        Matcher grace = GRACE.matcher(Files.readString(Path.of("../docker-compose.yml")));
        assertThat(grace.find()).isTrue();
        return parseDuration(grace.group(1));
    }
}
