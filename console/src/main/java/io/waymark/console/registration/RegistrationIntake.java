package io.waymark.console.registration;

import io.smallrye.mutiny.Uni;
import io.waymark.console.access.ApiKeyRepository;
import io.waymark.console.command.CommandIntake;
import io.waymark.console.command.CommandRecord;
import io.waymark.contract.Command;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.common.errors.SerializationException;

/** Registers what another service asks for, exactly as the merchant's own call would. */
@ApplicationScoped
class RegistrationIntake implements CommandIntake {

    private final ApiKeyRepository merchants;
    private final RegistrationHandler registrations;

    RegistrationIntake(ApiKeyRepository merchants, RegistrationHandler registrations) {
        this.merchants = merchants;
        this.registrations = registrations;
    }

    @Override
    public String type() {
        return Command.REGISTER_SHIPMENT;
    }

    @Override
    public Uni<Void> carryOut(CommandRecord command) {
        String merchantId = command.merchantId();
        RegistrationRequest request = RegistrationParser.parse(command.arguments());
        if (!request.shipmentId().toString().equals(command.target())) {
            throw new SerializationException("the command's arguments name another shipment than its target");
        }
        return merchants
                .addMerchant(merchantId)
                .chain(() -> registrations.register(merchantId, request))
                .replaceWithVoid();
    }
}
