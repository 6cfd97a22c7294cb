package io.waymark.ingest;

import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The clock of the service. */
class ClockConfig {

    @Produces
    Clock clock() {
        return Clock.systemUTC();
    }
}
