package io.waymark.notifier;

import io.waymark.gateways.AccountSettings;
import io.waymark.gateways.CarrierCrosswalk;
import io.waymark.gateways.Gateway;
import io.waymark.gateways.GatewayAccount;
import io.waymark.gateways.Gateways;
import io.waymark.notifier.gateway.AccountName;
import io.waymark.notifier.gateway.Accounts;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The gateways as configured. */
class GatewaysConfig {

    @Produces
    @Singleton
    Accounts accounts(Config config) {
        Map<AccountName, GatewayAccount> accounts = new HashMap<>();
        Map<AccountName, Set<String>> merchants = new HashMap<>();
        for (Gateway gateway : Gateways.ALL) {
            AccountSettings.of(gateway, name -> config.getOptionalValue(name, String.class))
                    .forEach((account, settings) -> {
                        AccountName name = new AccountName(gateway.id(), account);
                        gateway.account(settings).ifPresent(open -> accounts.put(name, open));
                        merchants.put(name, Set.copyOf(settings.all(AccountSettings.MERCHANTS.name())));
                    });
        }
        return new Accounts(accounts, merchants);
    }

    /**
     * The shipped table, under the rows of the file that {@code waymark.crosswalk.file} names. A file that cannot be
     * read stops the start: with the wrong table, proof would go to the wrong parcels.
     */
    @Produces
    @Singleton
    CarrierCrosswalk crosswalk(@ConfigProperty(name = "waymark.crosswalk.file") Optional<Path> file) {
        return file.map(path -> CarrierCrosswalk.shipped().overriddenBy(CarrierCrosswalk.parse(read(path))))
                .orElseGet(CarrierCrosswalk::shipped);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
