package io.waymark.poller.booking;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.carriers.Cancellation;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentId;
import io.waymark.outbox.TransactionHandler;
import io.waymark.poller.call.ProviderClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be done about waybills that were booked here. A merchant reaches its own; a key of the staff any number. */
@ApplicationScoped
class WaybillHandler {

    private final WaybillRepository waybills;
    private final TransactionHandler transactions;
    private final DeskHandler desks;
    private final ProviderClient client;

    WaybillHandler(
            WaybillRepository waybills, TransactionHandler transactions, DeskHandler desks, ProviderClient client) {
        this.waybills = waybills;
        this.transactions = transactions;
        this.desks = desks;
        this.client = client;
    }

    /** The merchant's order of that id; an empty list if it placed none. */
    Uni<List<Booking>> byOrder(Caller caller, String carrier, String orderId) {
        UUID id = BookingRequest.idOf(carrier, orderId);
        return transactions.inTransaction(now -> waybills.find(caller.merchantId(), id)
                .map(row -> row == null ? List.of() : List.of(Booking.of(row, false))));
    }

    /** The merchant's order that got this number. Fails with 404. */
    Uni<Booking> byNumber(Caller caller, String number) {
        return transactions.inTransaction(now -> newest(caller, number)).map(row -> Booking.of(row, false));
    }

    /**
     * Withdraws the order at the carrier. To do it again changes nothing.
     *
     * @return fails with 404, 409 if there is nothing to withdraw, and with what {@link ProviderClient#ask} fails with;
     *     if that leaves open whether the carrier did it, the call may be repeated
     */
    Uni<Booking> cancel(Caller caller, String number, String reason) {
        return byNumber(caller, number).chain(booking -> switch (booking.state()) {
            case CANCELLED -> Uni.createFrom().item(booking);
            case BOOKED -> withdraw(booking, reason);
            case OPEN, REFUSED, HELD -> throw ProblemException.of(ProblemType.CONFLICT, "number", "is not booked");
        });
    }

    private Uni<Booking> withdraw(Booking booking, String reason) {
        ProviderId provider =
                desks.find(OperationKind.CANCEL, booking.carrier()).provider();
        String number = java.util.Objects.requireNonNull(booking.trackingNumber());
        return client.ask(provider, OperationKind.CANCEL, new Cancellation(booking.orderId(), number, reason))
                .chain(done -> transactions.inTransaction(
                        now -> waybills.lock(BookingRequest.idOf(booking.carrier(), booking.orderId()))
                                .map(row -> {
                                    row.cancelled();
                                    return Booking.of(row, false);
                                })));
    }

    /**
     * Asks a carrier about a number.
     *
     * @param carrier as written by the caller; null if it named none
     * @return fails with 404 if the number is not the merchant's
     */
    <A> Uni<A> ask(Caller caller, OperationKind<String, A> kind, String number, @Nullable String carrier) {
        String normal = ShipmentId.normalNumber(number);
        if (caller.isOperator()) {
            return client.ask(desks.find(kind, carrier).provider(), kind, normal);
        }
        return byNumber(caller, number)
                .chain(booking -> client.ask(desks.find(kind, booking.carrier()).provider(), kind, normal));
    }

    private Uni<WaybillRow> newest(Caller caller, String number) {
        return waybills.findByNumber(caller.merchantId(), ShipmentId.normalNumber(number))
                .map(rows -> rows.stream().findFirst().orElseThrow(() -> ProblemException.notFound("waybill")));
    }
}
