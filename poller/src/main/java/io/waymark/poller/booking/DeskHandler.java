package io.waymark.poller.booking;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.carriers.CarrierCodes;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.poller.call.ProviderClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the carrier that can do what a merchant asks for. */
@ApplicationScoped
class DeskHandler {

    private final ProviderClient client;

    DeskHandler(ProviderClient client) {
        this.client = client;
    }

    /**
     * A carrier and how it is asked.
     *
     * @param carrier Waymark's code
     */
    record Desk(String carrier, ProviderId provider) {}

    /**
     * The carrier that was named or, where none was, the only one that can.
     *
     * @param written by the merchant; null if it named none
     * @return fails with 422 of the field {@code carrier} if that one cannot, or if none was named and several can
     */
    Desk find(OperationKind<?, ?> kind, @Nullable String written) {
        List<Desk> able = Providers.ALL.stream()
                .filter(provider -> client.offers(provider.id(), kind))
                .flatMap(DeskHandler::desk)
                .toList();
        List<Desk> meant = able.stream()
                .filter(desk -> written == null || desk.carrier().equals(CarrierCodes.own(written)))
                .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        throw ProblemException.of(ProblemType.INVALID, "carrier", advice(able));
    }

    private static Stream<Desk> desk(Provider provider) {
        return provider.carrier().map(carrier -> new Desk(carrier, provider.id())).stream();
    }

    private static String advice(List<Desk> able) {
        return able.isEmpty()
                ? "no carrier with an account here can do this"
                : "must be one of " + able.stream().map(Desk::carrier).collect(Collectors.joining(", "));
    }
}
