package io.waymark.poller.booking;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Providers;
import io.waymark.carriers.Waybill;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.OutboxRepository;
import io.waymark.outbox.TransactionHandler;
import io.waymark.poller.call.AccountClient;
import io.waymark.poller.plan.RetryConfig;
import io.waymark.poller.plan.RetrySchedule;
import io.waymark.poller.sealing.PersonalFields;
import io.waymark.poller.sealing.SealMetrics;
import io.waymark.sealing.SealException;
import io.waymark.sealing.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Has carriers take orders, each once, whatever crashes or gets lost on the way. Before a call the ledger says that it is
 * made. An order whose answer was lost is sent again under the same order id, by which the carrier knows it; the number,
 * the label and the command that registers the shipment are stored in one commit.
 */
@ApplicationScoped
class BookingHandler {

    /** After some eight hours with the usual base: whoever has not said anything sensible by then will not. */
    private static final int MAX_DOUBTS = 14;

    private final WaybillRepository waybills;
    private final AccountClient client;
    private final TransactionHandler transactions;
    private final OutboxRepository outbox;
    private final OutboxRelay relay;
    private final BookingMetrics metrics;
    private final Duration lease;
    private final RetrySchedule retries;
    private final Sealing sealing;
    private final PersonalFields fields;
    private final SealMetrics seals;

    BookingHandler(
            WaybillRepository waybills,
            AccountClient client,
            TransactionHandler transactions,
            OutboxRepository outbox,
            OutboxRelay relay,
            BookingMetrics metrics,
            BookingConfig config,
            RetryConfig retry,
            Sealing sealing,
            PersonalFields fields,
            SealMetrics seals) {
        this.waybills = waybills;
        this.client = client;
        this.transactions = transactions;
        this.outbox = outbox;
        this.relay = relay;
        this.metrics = metrics;
        this.lease = config.lease();
        this.retries = new RetrySchedule(retry.base());
        this.sealing = sealing;
        this.fields = fields;
        this.seals = seals;
    }

    /**
     * Books, or tells what became of the same order before.
     *
     * @return the order as it then stands: {@code BOOKED}, or {@code OPEN} while nobody knows. Fails with 409 if the id
     *     stands for another order, and with what {@link AccountClient#ask} fails with if the carrier refuses it
     */
    Uni<Booking> book(String merchantId, BookingRequest request) {
        return Uni.createFrom()
                .deferred(() -> transactions.inTransaction(now ->
                        waybills.open(merchantId, request, now).map(row -> begin(row, merchantId, request, now))))
                .chain(begun -> begun instanceof BookingStart.Call call
                        ? call(call.claim())
                        : Uni.createFrom().item(((BookingStart.Known) begun).booking()));
    }

    private BookingStart begin(WaybillRow row, String merchantId, BookingRequest request, Instant now) {
        boolean same = row.merchantId.equals(merchantId) && row.digest.equals(request.digest());
        boolean fresh = row.attempts == 0 || row.state == WaybillState.REFUSED;
        if (!row.merchantId.equals(merchantId)
                || !same && !fresh
                || row.state == WaybillState.CANCELLED
                || row.state == WaybillState.CANCELLING) {
            throw ProblemException.of(ProblemType.CONFLICT, "orderId", "stands for another order at this carrier");
        }
        return row.state == WaybillState.BOOKED || row.isUnderWay(now)
                ? new BookingStart.Known(Booking.of(row, false, sealing))
                : new BookingStart.Call(row.claim(request, now.plus(lease), sealing));
    }

    /**
     * Asks a carrier again for orders whose outcome nobody knows.
     *
     * @return how many there were; fails if PostgreSQL is away
     */
    Uni<Integer> resume(String carrier, int most) {
        return transactions
                .inTransaction(now -> waybills.lockDue(carrier, now, most).map(rows -> rows.stream()
                        .flatMap(row -> resumable(row, now))
                        .toList()))
                .chain(claims -> resume(claims).replaceWith(claims.size()));
    }

    private Stream<BookingClaim> resumable(WaybillRow row, Instant now) {
        try {
            return Stream.of(row.claim(row.request(sealing), now.plus(lease), sealing));
        } catch (SealException e) {
            Log.errorf("order cannot be opened waybill=%s", row.waybillId);
            seals.notOpened(SealMetrics.Use.ORDER);
            row.notOpened(now.plus(retries.pause()));
            return Stream.empty();
        } catch (SerializationException e) {
            Log.errorf("order cannot be read any more waybill=%s", row.waybillId);
            row.unclear("unreadable", now);
            row.refused("unreadable");
            return Stream.empty();
        }
    }

    private Uni<Void> resume(List<BookingClaim> claims) {
        return Multi.createFrom()
                .iterable(claims)
                .onItem()
                .transformToUni(claim -> call(claim).onFailure().recoverWithUni(failure -> notRecorded(claim, failure)))
                .merge()
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** What could not be recorded is asked for again when its lease ends. */
    private static Uni<Booking> notRecorded(BookingClaim claim, Throwable failure) {
        if (!(failure instanceof CarrierException)) {
            Log.warnf("order not recorded waybill=%s error=%s", claim.waybillId(), failure.toString());
        }
        return Uni.createFrom().nullItem();
    }

    private Uni<Booking> call(BookingClaim claim) {
        BookingRequest request = claim.request();
        return client.ask(Providers.following(request.carrier()).id(), OperationKind.BOOK, request.order())
                .map(waybill -> BookingOutcome.of(waybill, claim.doubtful()))
                .onFailure()
                .recoverWithItem(BookingOutcome::of)
                .chain(outcome -> transactions
                        .inTransaction(
                                now -> waybills.lock(claim.waybillId()).chain(row -> record(row, claim, outcome, now)))
                        .invoke(booking -> tell(claim, booking, outcome))
                        .chain(booking -> answer(booking, outcome)));
    }

    private Uni<Booking> record(WaybillRow row, BookingClaim claim, BookingOutcome outcome, Instant now) {
        if (outcome instanceof BookingOutcome.Booked booked && row.awaits(claim)) {
            return recordNumber(row, claim, booked.waybill(), now);
        }
        if (!row.isHeldBy(claim)) {
            return Uni.createFrom().item(Booking.of(row, false, sealing));
        }
        settle(row, outcome, now);
        return Uni.createFrom().item(Booking.of(row, false, sealing));
    }

    private Uni<Booking> recordNumber(WaybillRow row, BookingClaim claim, Waybill waybill, Instant now) {
        return waybills.isTaken(row, ShipmentId.normalNumber(waybill.trackingNumber()))
                .chain(taken -> {
                    if (taken) {
                        row.unclear("number-taken", now);
                        row.refused("number-taken"); // held: somebody must ask the carrier whose it is
                        return Uni.createFrom().item(Booking.of(row, false, sealing));
                    }
                    return waybills.isErased(row, row.shipmentOf(waybill).value())
                            .chain(erased ->
                                    erased ? recordErased(row, waybill, now) : recordBooked(row, claim, waybill, now));
                });
    }

    private Uni<Booking> recordBooked(WaybillRow row, BookingClaim claim, Waybill waybill, Instant now) {
        row.booked(waybill, now, sealing);
        RegistrationCommand command = RegistrationCommand.of(row, claim.request(), fields, now);
        return outbox.add(Topics.COMMANDS, command.key(), command.value(), command.attributes())
                .replaceWith(() -> Booking.of(row, true, sealing));
    }

    /** The parcel was erased before we knew that it is this order's. */
    private Uni<Booking> recordErased(WaybillRow row, Waybill waybill, Instant now) {
        row.booked(waybill, now, sealing);
        row.erased();
        return Uni.createFrom().item(Booking.of(row, false, sealing));
    }

    private void settle(WaybillRow row, BookingOutcome outcome, Instant now) {
        Duration wait = retries.after(row.attempts, ThreadLocalRandom.current().nextDouble());
        if (outcome instanceof BookingOutcome.Refused refused && refused.isOfAccount() && row.doubts > 0) {
            row.postponed(outcome.code(), now.plus(retries.pause()));
        } else if (outcome instanceof BookingOutcome.Refused) {
            row.refused(outcome.code());
        } else if (outcome instanceof BookingOutcome.Postponed) {
            row.postponed(outcome.code(), now.plus(wait));
        } else {
            row.unclear(outcome.code(), now.plus(wait));
            if (row.doubts >= MAX_DOUBTS) {
                row.refused(outcome.code());
            }
        }
    }

    private void tell(BookingClaim claim, Booking booking, BookingOutcome outcome) {
        relay.wake();
        metrics.count(booking.carrier(), outcome);
        if (booking.state() == WaybillState.HELD) {
            Log.errorf(
                    "order in doubt, ask the carrier carrier=%s waybill=%s code=%s",
                    booking.carrier(), claim.waybillId(), outcome.code());
        }
    }

    private static Uni<Booking> answer(Booking booking, BookingOutcome outcome) {
        return outcome instanceof BookingOutcome.Refused refused && booking.state() == WaybillState.REFUSED
                ? Uni.createFrom().failure(refused.cause())
                : Uni.createFrom().item(booking);
    }
}
