package io.waymark.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.notifier.gateway.CarrierCrosswalk;
import io.waymark.notifier.gateway.Gateways;
import io.waymark.notifier.gateway.onerway.Onerway;
import io.waymark.notifier.gateway.onerway.OnerwayConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The list of gateways. A new gateway is a package beside the others and a line here. */
class GatewaysConfig {

    private static final String SHIPPED = "carrier-crosswalk.csv";

    @Produces
    @Singleton
    Gateways gateways(OnerwayConfig onerway, CarrierCrosswalk crosswalk) {
        return new Gateways(List.of(new Onerway(onerway.settings(), crosswalk)));
    }

    /**
     * The shipped table, under the rows of the file that {@code waymark.crosswalk.file} names. A file that cannot be
     * read stops the start: with the wrong table, proof would go to the wrong parcels.
     */
    @Produces
    @Singleton
    CarrierCrosswalk crosswalk(@ConfigProperty(name = "waymark.crosswalk.file") Optional<Path> file) {
        CarrierCrosswalk shipped = CarrierCrosswalk.parse(shippedTable());
        return file.map(path -> shipped.overriddenBy(CarrierCrosswalk.parse(read(path))))
                .orElse(shipped);
    }

    private static String shippedTable() {
        try (InputStream csv = Gateways.class.getResourceAsStream(SHIPPED)) {
            return new String(Objects.requireNonNull(csv, SHIPPED).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
