package io.waymark.console.report;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.ShipmentId;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A parcel that travelled, as the database has it once all of it was told.
 *
 * @param hours from the first scan in transit to delivery
 * @param deliveredAt null if it never was
 * @param problemAt null if there was none
 */
record Parcel(
        String merchant,
        String number,
        String carrier,
        String origin,
        String destination,
        long hours,
        @Nullable OffsetDateTime deliveredAt,
        @Nullable OffsetDateTime problemAt,
        @Nullable Boolean firstAttemptOk,
        int exceptions,
        int missingScans,
        Integer[] latencies,
        String[] labels,
        @Nullable BigDecimal codAmount) {

    /** Delivered at the first attempt after a day, from Guangdong to Beijing, and told of at once. */
    static Parcel of(String merchant, String number, OffsetDateTime deliveredAt) {
        return new Parcel(
                merchant,
                number,
                "sto",
                "广东",
                "北京",
                24,
                deliveredAt,
                null,
                true,
                0,
                0,
                new Integer[] {0},
                new String[0],
                null);
    }

    Parcel by(String other) {
        return with(
                other, origin, destination, hours, deliveredAt, problemAt, firstAttemptOk, exceptions, missingScans);
    }

    Parcel from(String place) {
        return with(
                carrier, place, destination, hours, deliveredAt, problemAt, firstAttemptOk, exceptions, missingScans);
    }

    Parcel to(String place) {
        return with(carrier, origin, place, hours, deliveredAt, problemAt, firstAttemptOk, exceptions, missingScans);
    }

    Parcel within(long some) {
        return with(
                carrier, origin, destination, some, deliveredAt, problemAt, firstAttemptOk, exceptions, missingScans);
    }

    /** Something was wrong with it, and the first attempt failed. */
    Parcel troubled(OffsetDateTime at) {
        return with(carrier, origin, destination, hours, deliveredAt, at, false, 1, missingScans);
    }

    Parcel neverDelivered() {
        return with(carrier, origin, destination, hours, null, problemAt, null, exceptions, missingScans);
    }

    Parcel lacking(int scans) {
        return with(carrier, origin, destination, hours, deliveredAt, problemAt, firstAttemptOk, exceptions, scans);
    }

    Parcel toldAfter(Integer... steps) {
        return with(merchant, steps, labels, codAmount);
    }

    Parcel labelled(String... words) {
        return with(merchant, latencies, words, codAmount);
    }

    Parcel collecting(String amount) {
        return with(merchant, latencies, labels, new BigDecimal(amount));
    }

    /** The same parcel, as another merchant registered it too. */
    Parcel alsoOf(String other) {
        return with(other, latencies, labels, codAmount);
    }

    ShipmentId id() {
        return ShipmentId.of(carrier, number);
    }

    Parcel store(Pool database) {
        run(
                database,
                "insert into registered_shipment values ($1, $2, $3, 1, now()) on conflict do nothing",
                Tuple.of(id().value(), carrier, number));
        run(
                database,
                """
                insert into registration (registration_id, shipment_id, merchant_id, order_id, labels, cod_amount, registered_at,
                  origin_place, destination_place)
                values (gen_random_uuid(), $1, $2, $3, $4, $5, now(), $6, $7)""",
                Tuple.tuple()
                        .addUUID(id().value())
                        .addString(merchant)
                        .addString("O" + number)
                        .addArrayOfString(labels)
                        .addBigDecimal(codAmount)
                        .addString(origin)
                        .addString(destination));
        run(
                database,
                """
                insert into journey (shipment_id, carrier, said_origin, said_destination, in_transit_at, delivered_at,
                  delivered_as, problem_at, first_attempt_ok, exceptions, missing_scans, latencies)
                values ($1, $2, $3, $4, $5, $6, 'SIGNED', $7, $8, $9, $10, $11::int[]::smallint[])
                on conflict do nothing""",
                Tuple.tuple()
                        .addUUID(id().value())
                        .addString(carrier)
                        .addString(origin)
                        .addString(destination)
                        .addOffsetDateTime(deliveredAt == null ? null : deliveredAt.minusHours(hours))
                        .addOffsetDateTime(deliveredAt)
                        .addOffsetDateTime(problemAt)
                        .addBoolean(firstAttemptOk)
                        .addInteger(exceptions)
                        .addInteger(deliveredAt == null ? null : missingScans)
                        .addArrayOfInteger(latencies));
        return this;
    }

    private Parcel with(
            String by,
            String from,
            String to,
            long within,
            @Nullable OffsetDateTime at,
            @Nullable OffsetDateTime problem,
            @Nullable Boolean isFirst,
            int excepted,
            int missing) {
        return new Parcel(
                merchant, number, by, from, to, within, at, problem, isFirst, excepted, missing, latencies, labels,
                codAmount);
    }

    private Parcel with(String whose, Integer[] steps, String[] words, @Nullable BigDecimal amount) {
        return new Parcel(
                whose,
                number,
                carrier,
                origin,
                destination,
                hours,
                deliveredAt,
                problemAt,
                firstAttemptOk,
                exceptions,
                missingScans,
                steps,
                words,
                amount);
    }

    private static void run(Pool database, String sql, Tuple values) {
        database.preparedQuery(sql).execute(values).await().indefinitely();
    }
}
