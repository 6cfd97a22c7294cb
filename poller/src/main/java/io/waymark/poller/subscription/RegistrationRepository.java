package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.contract.International;
import io.waymark.poller.intake.StorageHandler;
import io.waymark.poller.watch.WatchRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Writes what registrations ask for into the ledger, many at a time, and has the numbers watched. */
@ApplicationScoped
class RegistrationRepository {

    /** Before what is watched, as everybody does who needs both. */
    static final String LOCK = "select from subscription where shipment_id = any($1) order by id for update";

    /**
     * A row that a person has to look at, or that was refused, gets another chance once its data has changed. A change
     * makes a call that is under way with the old data one of the past: its outcome is not recorded.
     */
    private static final String WANT =
            """
            insert into subscription as s
              (shipment_id, provider, carrier, tracking_number, origin, destination, phone,
               departure_country, departure_carrier, destination_country, destination_carrier, revision)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (shipment_id, provider, carrier, tracking_number) do update set
              origin = excluded.origin,
              destination = excluded.destination,
              phone = excluded.phone,
              departure_country = excluded.departure_country,
              departure_carrier = excluded.departure_carrier,
              destination_country = excluded.destination_country,
              destination_carrier = excluded.destination_carrier,
              revision = excluded.revision,
              (state, attempts, next_attempt_at) = (
                select case when again then 'DUE' else s.state end,
                       case when again then 0 when changed then s.attempts + 1 else s.attempts end,
                       case when again then now() else s.next_attempt_at end
                from (select changed, s.state = 'WITHDRAWN' or (s.state in ('HELD', 'REFUSED') and changed) as again
                  from (select (s.origin, s.destination, s.phone,
                             s.departure_country, s.departure_carrier, s.destination_country, s.destination_carrier)
                          is distinct from (excluded.origin, excluded.destination, excluded.phone,
                             excluded.departure_country, excluded.departure_carrier,
                             excluded.destination_country, excluded.destination_carrier) as changed) as data) as chance)
            where s.revision < excluded.revision
            """;

    /**
     * What the provider accepted stays accepted: it goes on pushing whether we want it or not. Further numbers of the
     * parcel come by command, not by registration. Who wants it again says anew where to and with which phone.
     */
    private static final String WITHDRAW =
            """
            update subscription
            set revision = $2, state = case state when 'DUE' then 'WITHDRAWN' else state end,
              origin = null, destination = null, phone = null
            where shipment_id = $1 and revision < $2 and number < 100
            """;

    /**
     * Further numbers are pushed where the shipment's own is, or would be: with its places and its phone, as they were just
     * written to {@code watch}. What a person had to correct may be corrected by that.
     */
    private static final String PASS_ON =
            """
            update subscription s set origin = n.origin, destination = n.destination, phone = n.phone,
              state = case when n.again then 'DUE' when n.unwanted then 'WITHDRAWN' else s.state end,
              attempts = case when n.again then 0 else s.attempts + 1 end,
              next_attempt_at = case when n.again then now() else s.next_attempt_at end
            from (
              select o.id, d.*, o.state = 'DUE' and not p.pushed as unwanted,
                p.pushed and (o.state = 'WITHDRAWN' or o.state in ('HELD', 'REFUSED')
                  and (o.origin, o.destination, o.phone) is distinct from (d.origin, d.destination, d.phone)) as again
              from subscription o
              join watch w on w.shipment_id = o.shipment_id and w.provider = o.provider
                and w.carrier = o.carrier and w.tracking_number = o.tracking_number
              cross join lateral (select w.tracking in ('AUTO', 'PUSH') as pushed) p
              cross join lateral (select case when p.pushed then w.origin end as origin,
                case when p.pushed then w.destination end as destination, case when p.pushed then w.phone end as phone) d
              where o.shipment_id = any($1) and o.number >= 100) n
            where s.id = n.id and (n.again or n.unwanted
              or (s.origin, s.destination, s.phone) is distinct from (n.origin, n.destination, n.phone))
            """;

    private static final International NOT_SAID = new International(null, null, null, null);

    private final Pool database;
    private final WatchRepository watches;
    private final ErasedRepository erased;
    private final ErasureRepository erasures;
    private final RenewalRepository renewals;

    RegistrationRepository(
            Pool database,
            WatchRepository watches,
            ErasedRepository erased,
            ErasureRepository erasures,
            RenewalRepository renewals) {
        this.database = database;
        this.watches = watches;
        this.erased = erased;
        this.erasures = erasures;
        this.renewals = renewals;
    }

    /**
     * Applies changes in one transaction. To apply them again, or after newer ones, changes nothing. Nor does what is said
     * of a shipment that was erased by order: it is of before, or says no more than that it was erased.
     *
     * @param changes at most one of each shipment
     * @return fails if PostgreSQL is away, or with what {@link StorageHandler#isUnstorable} knows if a text cannot be stored; nothing
     *     is applied then
     */
    Uni<Void> apply(List<RegistrationChange> changes) {
        return database.withTransaction(connection -> takeTurn(connection, changes)
                .chain(() -> erased.ordered(connection, ids(changes, any -> true)))
                .map(gone -> changes.stream()
                        .filter(change -> change.isErasure()
                                || !gone.contains(change.shipmentId().value()))
                        .toList())
                .chain(standing -> applyStanding(connection, standing)));
    }

    private Uni<Void> takeTurn(SqlConnection connection, List<RegistrationChange> changes) {
        List<UUID> shipments = ids(changes, any -> true);
        return changes.stream().anyMatch(RegistrationChange::isErasure)
                ? erased.takeTurn(connection, shipments)
                : erased.shareTurn(connection, shipments);
    }

    private Uni<Void> applyStanding(SqlConnection connection, List<RegistrationChange> changes) {
        return lock(connection, changes)
                .chain(() -> run(connection, WANT, changes, WANTED, this::wanted))
                .chain(() -> run(connection, WITHDRAW, changes, WITHDRAWN, this::withdrawn))
                .chain(() -> watch(connection, changes))
                .chain(() -> erase(connection, changes));
    }

    private Uni<Void> erase(SqlConnection connection, List<RegistrationChange> changes) {
        List<UUID> gone = ids(changes, RegistrationChange::isErasure);
        List<Instant> times = changes.stream()
                .filter(RegistrationChange::isErasure)
                .map(RegistrationChange::at)
                .toList();
        return erased.remember(connection, gone, times, null)
                .chain(() -> erasures.erase(connection, gone))
                .replaceWithVoid();
    }

    private static Uni<Void> lock(SqlConnection connection, List<RegistrationChange> changes) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.tuple().addArrayOfUUID(ids(changes, any -> true).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private Uni<Void> watch(SqlConnection connection, List<RegistrationChange> changes) {
        List<UUID> registered = ids(changes, change -> change.registered().isPresent());
        return erased.forget(connection, registered)
                .chain(() -> watches.apply(
                        connection,
                        changes.stream()
                                .flatMap(change -> change.registered().stream())
                                .toList()))
                .chain(() -> connection
                        .preparedQuery(PASS_ON)
                        .execute(Tuple.tuple().addArrayOfUUID(registered.toArray(UUID[]::new))))
                .chain(() -> renewals.takeUp(connection, registered));
    }

    private static List<UUID> ids(List<RegistrationChange> changes, Predicate<RegistrationChange> which) {
        return changes.stream()
                .filter(which)
                .map(change -> change.shipmentId().value())
                .toList();
    }

    private static final Predicate<RegistrationChange> WANTED =
            change -> change.wanted().isPresent();
    private static final Predicate<RegistrationChange> WITHDRAWN =
            change -> change.wanted().isEmpty() && !change.isErasure();

    private static Uni<Void> run(
            SqlConnection connection,
            String statement,
            List<RegistrationChange> changes,
            Predicate<RegistrationChange> which,
            Function<RegistrationChange, Tuple> row) {
        List<Tuple> rows = changes.stream().filter(which).map(row).toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(statement).executeBatch(rows).replaceWithVoid();
    }

    private Tuple wanted(RegistrationChange change) {
        WantedSubscription wanted = change.wanted().orElseThrow();
        SubscriptionRequest request = wanted.request();
        International ends = Objects.requireNonNullElse(request.international(), NOT_SAID);
        return Tuple.tuple()
                .addUUID(change.shipmentId().value())
                .addString(wanted.provider().code())
                .addString(request.carrier())
                .addString(request.trackingNumber())
                .addString(request.origin())
                .addString(request.destination())
                .addString(request.phone())
                .addString(ends.departureCountry())
                .addString(ends.departureCarrier())
                .addString(ends.destinationCountry())
                .addString(ends.destinationCarrier())
                .addLong(change.revision());
    }

    private Tuple withdrawn(RegistrationChange change) {
        return Tuple.of(change.shipmentId().value(), change.revision());
    }
}
