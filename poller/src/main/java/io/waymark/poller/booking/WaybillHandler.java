package io.waymark.poller.booking;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.carriers.Cancellation;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentId;
import io.waymark.outbox.TransactionHandler;
import io.waymark.poller.call.AccountClient;
import io.waymark.sealing.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What can be done about waybills. A merchant reaches its own alone; the staff besides what was not booked here. */
@ApplicationScoped
class WaybillHandler {

    private final WaybillRepository waybills;
    private final TransactionHandler transactions;
    private final DeskHandler desks;
    private final AccountClient client;
    private final Sealing sealing;

    WaybillHandler(
            WaybillRepository waybills,
            TransactionHandler transactions,
            DeskHandler desks,
            AccountClient client,
            Sealing sealing) {
        this.waybills = waybills;
        this.transactions = transactions;
        this.desks = desks;
        this.client = client;
        this.sealing = sealing;
    }

    /** The merchant's order of that id; an empty list if it placed none. */
    Uni<List<Booking>> byOrder(Caller caller, String carrier, String orderId) {
        UUID id = BookingRequest.idOf(carrier, orderId);
        return transactions.inTransaction(now -> waybills.find(caller.merchantId(), id)
                .map(row -> row == null ? List.of() : List.of(Booking.of(row, false, sealing))));
    }

    /** The merchant's order that got this number. Fails with 404. */
    Uni<Booking> byNumber(Caller caller, String number) {
        return transactions.inTransaction(now -> own(caller, number)).map(row -> Booking.of(row, false, sealing));
    }

    /**
     * Withdraws the order at the carrier. To do it again changes nothing. From the call on the order is of no use any more,
     * whether or not the carrier's answer arrives.
     *
     * @return fails with 404, 409 if there is nothing to withdraw, and with what {@link AccountClient#ask} fails with;
     *     if that leaves open whether the carrier did it, the call may be repeated
     */
    Uni<Booking> cancel(Caller caller, String number, String reason) {
        return transactions
                .inTransaction(now -> own(caller, number).map(row -> {
                    WaybillState before = row.state;
                    if (before == WaybillState.BOOKED) {
                        desks.find(OperationKind.CANCEL, row.carrier);
                        row.cancelling();
                    }
                    return new Withdrawal(before, Booking.of(row, false, sealing));
                }))
                .chain(withdrawal -> switch (withdrawal.before()) {
                    case CANCELLED -> Uni.createFrom().item(withdrawal.booking());
                    case BOOKED, CANCELLING -> withdraw(withdrawal, reason);
                    case OPEN, REFUSED, HELD, ERASED ->
                        throw ProblemException.of(ProblemType.CONFLICT, "number", "is not booked");
                });
    }

    /** @param before where the order stood before it was to be withdrawn */
    private record Withdrawal(WaybillState before, Booking booking) {}

    private Uni<Booking> withdraw(Withdrawal withdrawal, String reason) {
        Booking booking = withdrawal.booking();
        ProviderId provider =
                desks.find(OperationKind.CANCEL, booking.carrier()).provider();
        String number = Objects.requireNonNull(booking.trackingNumber());
        return client.ask(provider, OperationKind.CANCEL, new Cancellation(booking.orderId(), number, reason))
                .onFailure(failure -> withdrawal.before() == WaybillState.BOOKED && leavesItBooked(failure))
                .call(failure -> set(booking, WaybillRow::stillBooked))
                .chain(done -> set(booking, WaybillRow::cancelled));
    }

    /** Whether the carrier said no, or has not heard of it. A code that nobody knows may say that it was withdrawn before. */
    private static boolean leavesItBooked(Throwable failure) {
        return failure instanceof CarrierException carrier
                && switch (carrier.error()) {
                    case TIMEOUT, UNAVAILABLE, MALFORMED, UNKNOWN_CODE -> false;
                    case UNREACHABLE, BUSY, UNAUTHORIZED, QUOTA_EXHAUSTED, UNSUPPORTED, INVALID_REQUEST, REFUSED ->
                        true;
                };
    }

    private Uni<Booking> set(Booking booking, Consumer<WaybillRow> change) {
        return transactions.inTransaction(
                now -> waybills.lock(BookingRequest.idOf(booking.carrier(), booking.orderId()))
                        .map(row -> {
                            change.accept(row);
                            return Booking.of(row, false, sealing);
                        }));
    }

    /**
     * Asks a carrier about a number: the merchant's own or, for the staff, one that was not booked here.
     *
     * @param carrier as written by the caller; null if it named none
     * @return fails with 404 if the number is not the merchant's
     */
    <A> Uni<A> ask(Caller caller, OperationKind<String, A> kind, String number, @Nullable String carrier) {
        String normal = ShipmentId.normalNumber(number);
        return transactions.inTransaction(now -> waybills.findByNumber(normal)).chain(rows -> {
            boolean isForeign = rows.isEmpty() && caller.isOperator();
            String of = isForeign ? carrier : mine(caller, rows).carrier;
            return client.ask(desks.find(kind, of).provider(), kind, normal);
        });
    }

    private Uni<WaybillRow> own(Caller caller, String number) {
        return waybills.findByNumber(ShipmentId.normalNumber(number)).map(rows -> mine(caller, rows));
    }

    private static WaybillRow mine(Caller caller, List<WaybillRow> rows) {
        return rows.stream()
                .filter(row -> row.merchantId.equals(caller.merchantId()))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("waybill"));
    }
}
