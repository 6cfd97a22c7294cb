package io.waymark.poller.watch;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.RegisteredShipment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of {@code watch} as registrations and commands want them. Every method works in the caller's transaction
 * and fails if PostgreSQL is away. To do a thing again, or after a newer one, changes nothing.
 */
@ApplicationScoped
public class WatchRepository {

    private static final String LOCK = "select 1 from watch where shipment_id = any($1) order by id for update";

    /** Not if it was registered so long ago that its row may be deleted already: then the registration is read once more. */
    static final String BEGIN =
            """
            insert into watch (shipment_id, provider, carrier, tracking_number, merchant_id, tracking,
              origin, destination, phone, registered_at, heard_at, revision)
            select n.shipment_id, n.provider, n.carrier, n.tracking_number, n.merchant_id, n.tracking,
              n.origin, n.destination, n.phone,
              least(coalesce(n.registered_at, now()), now()), least(coalesce(n.registered_at, now()), now()), n.revision
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::text[], $10::timestamptz[], $11::bigint[])
              as n(shipment_id, provider, carrier, tracking_number, tracking, merchant_id, origin, destination, phone,
                registered_at, revision)
            where n.tracking <> 'NONE' and coalesce(n.registered_at > now() - interval '90 days', true)
            order by n.shipment_id
            on conflict do nothing
            """;

    /** Of a number that is taken up: as if it were registered now and nobody had asked about it yet. */
    private static final String ANEW =
            """
            registered_at = case when d.again then now() else w.registered_at end,
            heard_at = case when d.again then now() else w.heard_at end, told = w.told and not d.again,
            asked_at = case when not d.again then w.asked_at end,
            failures = case when d.again then 0 else w.failures end,
            fruitless = case when d.again then 0 else w.fruitless end
            """;

    /**
     * Further numbers of the shipment as well. What a person had to correct may be corrected by the change; a call that is
     * under way with the old data is then one of the past, whose outcome is not recorded. Who wants it again, or what was
     * given up, begins anew.
     */
    static final String CHANGE =
            """
            update watch w set
              merchant_id = n.merchant_id, tracking = n.tracking,
              origin = n.origin, destination = n.destination, phone = n.phone, revision = n.revision,
              held = w.held and not d.changed, attempt = w.attempt + d.changed::integer,
              %s
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
                as n(shipment_id, tracking, merchant_id, origin, destination, phone, revision)
              join watch o on o.shipment_id = n.shipment_id
              cross join lateral (select
                n.tracking <> 'NONE' and (o.origin, o.destination, o.phone)
                  is distinct from (n.origin, n.destination, n.phone) as changed,
                n.tracking <> 'NONE' and (o.tracking = 'NONE' or coalesce(o.end_reason in ('NOT_FOUND', 'NO_EVENTS'), false))
                  as again) d
            where w.id = o.id and w.revision < n.revision
            """
                    .formatted(ANEW);

    /** What is held, and what was given up: that begins anew. */
    static final String ASK_AGAIN =
            """
            update watch w set held = false, %s
            from (select id, coalesce(end_reason in ('NOT_FOUND', 'NO_EVENTS'), false) as again
              from watch where shipment_id = any($1)) d
            where w.id = d.id and (w.held or d.again)
            """
                    .formatted(ANEW);

    static final String ADD =
            """
            insert into watch (shipment_id, provider, carrier, tracking_number, number, merchant_id, tracking,
              origin, destination, phone, registered_at, heard_at, revision)
            select $1, $2, $3, $4, $5, coalesce(own.merchant_id, ''), coalesce(own.tracking, 'AUTO'),
              own.origin, own.destination, own.phone, now(), now(), coalesce(own.revision, 0)
            from (select 1) one left join watch own on own.shipment_id = $1 and own.number = 1
            order by own.id
            limit 1
            on conflict do nothing
            """;

    /** The last of them tells how many numbers were followed. */
    static final List<String> ERASE = List.of(
            "select 1 from parcel where shipment_id = any($1) order by shipment_id for update",
            "delete from proof_deadline where shipment_id = any($1)",
            LOCK,
            "delete from parcel where shipment_id = any($1)",
            "delete from watch where shipment_id = any($1)");

    private final PlanRepository plans;

    WatchRepository(PlanRepository plans) {
        this.plans = plans;
    }

    /**
     * Follows what registrations ask for: new numbers, changed places and phones, what is no longer wanted; and plans it.
     *
     * @param shipments at most one record of each
     */
    public Uni<Void> apply(SqlConnection c, List<RegisteredShipment> shipments) {
        if (shipments.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<WantedWatch> wanted = shipments.stream().map(WantedWatch::of).toList();
        UUID[] ids = column(wanted, UUID[]::new, one -> one.shipmentId().value());
        return run(c, LOCK, Tuple.tuple().addArrayOfUUID(ids))
                .chain(() -> run(c, BEGIN, begun(wanted, ids)))
                .chain(() -> run(c, CHANGE, changed(wanted, ids)))
                .chain(() -> plans.replan(c, List.of(ids)));
    }

    private static Tuple begun(List<WantedWatch> wanted, UUID[] ids) {
        Tuple row = Tuple.tuple()
                .addArrayOfUUID(ids)
                .addArrayOfString(texts(wanted, one -> one.provider().code()))
                .addArrayOfString(texts(wanted, WantedWatch::carrier))
                .addArrayOfString(texts(wanted, WantedWatch::trackingNumber));
        return details(row, wanted)
                .addArrayOfOffsetDateTime(column(wanted, OffsetDateTime[]::new, one -> utc(one.registeredAt())))
                .addArrayOfLong(column(wanted, Long[]::new, WantedWatch::revision));
    }

    private static Tuple changed(List<WantedWatch> wanted, UUID[] ids) {
        return details(Tuple.tuple().addArrayOfUUID(ids), wanted)
                .addArrayOfLong(column(wanted, Long[]::new, WantedWatch::revision));
    }

    private static Tuple details(Tuple row, List<WantedWatch> wanted) {
        return row.addArrayOfString(texts(wanted, one -> one.tracking().name()))
                .addArrayOfString(texts(wanted, WantedWatch::merchantId))
                .addArrayOfString(texts(wanted, WantedWatch::origin))
                .addArrayOfString(texts(wanted, WantedWatch::destination))
                .addArrayOfString(texts(wanted, WantedWatch::phone));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /**
     * Has numbers of a shipment asked about again that wait for a person or were given up, and plans them.
     *
     * @return how many
     */
    public Uni<Integer> askAgain(SqlConnection c, UUID shipment) {
        Tuple which = Tuple.tuple().addArrayOfUUID(new UUID[] {shipment});
        return run(c, LOCK, which)
                .chain(() -> c.preparedQuery(ASK_AGAIN).execute(which))
                .map(rows -> rows.rowCount())
                .call(() -> plans.replan(c, List.of(shipment)));
    }

    /**
     * Follows a further number of a shipment, with the places and the phone of its own number, and plans it.
     *
     * @param carrier the number's; "" for the provider to recognise
     * @param number from 100, as in {@code subscription}
     */
    public Uni<Void> addFurther(
            SqlConnection c, UUID shipment, ProviderId provider, String carrier, String trackingNumber, int number) {
        Tuple row = Tuple.of(shipment, provider.code(), carrier, trackingNumber, number);
        return run(c, ADD, row).chain(() -> plans.replan(c, List.of(shipment)));
    }

    /**
     * Forgets shipments: their rows, and what was published of them. What was done with their numbers stays: the provider
     * counts it too, whoever asks next.
     *
     * @param shipments at least one
     * @return how many numbers were followed
     */
    public Uni<Integer> erase(SqlConnection c, List<UUID> shipments) {
        Tuple which = Tuple.tuple().addArrayOfUUID(shipments.toArray(UUID[]::new));
        return Multi.createFrom()
                .iterable(ERASE)
                .onItem()
                .transformToUniAndConcatenate(
                        statement -> c.preparedQuery(statement).execute(which))
                .collect()
                .last()
                .map(rows -> rows.rowCount());
    }

    private static Uni<Void> run(SqlConnection c, String statement, Tuple parameters) {
        return c.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }

    private static @Nullable String[] texts(List<WantedWatch> wanted, Function<WantedWatch, @Nullable String> value) {
        return wanted.stream().map(value).toArray(String[]::new);
    }

    private static <T extends @Nullable Object> T[] column(
            List<WantedWatch> wanted, IntFunction<T[]> array, Function<WantedWatch, T> value) {
        return wanted.stream().map(value).toArray(array);
    }
}
