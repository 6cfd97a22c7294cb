package io.waymark.console.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.access.ApiKeyRepository;
import io.waymark.console.command.CommandIntake;
import io.waymark.console.command.CommandRecord;
import io.waymark.contract.Command;
import io.waymark.contract.ShipmentId;
import io.waymark.sealing.SealException;
import io.waymark.sealing.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/** Registers what another service asks for, exactly as the merchant's own call would. */
@ApplicationScoped
class RegistrationIntake implements CommandIntake {

    private final ApiKeyRepository merchants;
    private final RegistrationHandler registrations;
    private final Sealing sealing;

    RegistrationIntake(ApiKeyRepository merchants, RegistrationHandler registrations, Sealing sealing) {
        this.merchants = merchants;
        this.registrations = registrations;
        this.sealing = sealing;
    }

    @Override
    public String type() {
        return Command.REGISTER_SHIPMENT;
    }

    @Override
    public Uni<Void> carryOut(CommandRecord command) {
        String merchantId = command.merchantId();
        RegistrationRequest request = RegistrationParser.parse(opened(command));
        if (!request.shipmentId().toString().equals(command.target())) {
            throw new SerializationException("the command's arguments name another shipment than its target");
        }
        return merchants
                .addMerchant(merchantId)
                .chain(() -> registrations.register(merchantId, request))
                .onFailure(RegistrationIntake::isErased)
                .recoverWithItem(false)
                .onFailure(SealException.class)
                .transform(closed -> new SerializationException(
                        "what was registered earlier cannot be opened: " + closed.getMessage(), closed))
                .replaceWithVoid();
    }

    /** What was erased stays so, whoever had asked for it before: nothing is at fault. */
    private static boolean isErased(Throwable failure) {
        return failure instanceof ProblemException refusal
                && ProblemType.ERASED.uri().equals(refusal.problem().type());
    }

    /** Services seal what names a person before they put it into a command. */
    private ObjectNode opened(CommandRecord command) {
        ObjectNode arguments = command.arguments();
        ShipmentId shipment = Optional.ofNullable(command.target())
                .flatMap(ShipmentId::parse)
                .orElseThrow(() -> new SerializationException("the command's target is no shipment's id"));
        try {
            return new PersonalFields(sealing, shipment).opened(arguments);
        } catch (SealException e) {
            throw new SerializationException("what it has sealed cannot be opened: " + e.getMessage(), e);
        }
    }
}
