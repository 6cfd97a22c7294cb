package io.waymark.console.report;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Conditions;
import io.waymark.console.readmodel.Position;
import io.waymark.console.readmodel.Statement;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Tells of parcels for which cash was to be collected, and that were signed for. */
@ApplicationScoped
class CashRepository {

    /** Parcels that are read at a time where all are wanted. */
    private static final int PART = 1000;

    private static final String SIGNED =
            """
            from journey j join registration r on r.shipment_id = j.shipment_id
            where r.cod_amount > 0 and j.delivered_at >= %s and j.delivered_at < %s and %s""";

    private static final String BY_DAY =
            "select width_bucket(j.delivered_at, %s::timestamptz[]) as day, count(*) as parcels, sum(r.cod_amount) as amount ";

    private static final String LIST =
            """
            select j.*, n.tracking_number, n.carrier as registered_carrier from (
              select j.shipment_id, j.delivered_at, j.delivered_as, r.registration_id, r.merchant_id, r.order_id, r.cod_amount
              %s
              order by j.delivered_at desc, r.registration_id desc limit %s) j
            join registered_shipment n on n.shipment_id = j.shipment_id
            order by j.delivered_at desc, j.registration_id desc""";

    private final Pool database;

    CashRepository(Pool database) {
        this.database = database;
    }

    /** A row, and where it stands in the list. */
    record Placed(CashParcel parcel, Position position) {}

    /** @param merchantId whose parcels; null for all */
    Uni<CashReport> daily(ReportRange range, @Nullable String merchantId) {
        Statement byDay = byDay(range, merchantId);
        return database.preparedQuery(byDay.sql())
                .execute(Tuple.from(byDay.values()))
                .map(sums -> CashReport.of(range, DailyRepository.eachDay(range, sums, CashRepository::day)));
    }

    /**
     * Part of the list, the last signed first.
     *
     * @param merchantId whose parcels; null for all
     * @param after where the part before ended; null for the first
     */
    Uni<List<Placed>> page(ReportRange range, @Nullable String merchantId, @Nullable Position after, int rows) {
        Statement list = list(range, merchantId, after, rows);
        return database.preparedQuery(list.sql())
                .execute(Tuple.from(list.values()))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(CashRepository::placed)
                        .toList());
    }

    /** The whole list, part by part, as fast as it is taken; an empty last part where the number comes out even. */
    Multi<List<CashParcel>> all(ReportRange range, @Nullable String merchantId) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicReference<@Nullable Position>::new, place -> part(range, merchantId, place))
                .whilst(part -> part.size() == PART);
    }

    private Uni<List<CashParcel>> part(
            ReportRange range, @Nullable String merchantId, AtomicReference<@Nullable Position> place) {
        return page(range, merchantId, place.get(), PART)
                .invoke(rows -> rows.stream().reduce((one, next) -> next).ifPresent(last -> place.set(last.position)))
                .map(rows -> rows.stream().map(Placed::parcel).toList());
    }

    static Statement byDay(ReportRange range, @Nullable String merchantId) {
        Conditions conditions = new Conditions();
        String days = conditions.parameter(range.beginnings());
        String signed = signed(range, merchantId, conditions);
        return new Statement(BY_DAY.formatted(days) + signed + " group by 1", conditions.values());
    }

    static Statement list(ReportRange range, @Nullable String merchantId, @Nullable Position after, int rows) {
        Conditions conditions = new Conditions();
        if (after != null) {
            conditions.and(
                    "(j.delivered_at, r.registration_id) < (?, ?)", after.at().atOffset(ZoneOffset.UTC), after.id());
        }
        String signed = signed(range, merchantId, conditions);
        return new Statement(LIST.formatted(signed, conditions.parameter(rows)), conditions.values());
    }

    private static String signed(ReportRange range, @Nullable String merchantId, Conditions conditions) {
        String from = conditions.parameter(range.first());
        String to = conditions.parameter(range.end());
        Parcels.rowsOf(merchantId, conditions);
        return SIGNED.formatted(from, to, conditions.text());
    }

    private static CashReport.CashDay day(LocalDate day, @Nullable Row sum) {
        return sum == null
                ? new CashReport.CashDay(day, 0, BigDecimal.ZERO)
                : new CashReport.CashDay(day, sum.getLong("parcels"), sum.getBigDecimal("amount"));
    }

    private static Placed placed(Row row) {
        UUID shipment = row.getUUID("shipment_id");
        CashParcel parcel = new CashParcel(
                new ShipmentId(shipment),
                row.getString("merchant_id"),
                row.getString("registered_carrier"),
                row.getString("tracking_number"),
                row.getString("order_id"),
                row.getBigDecimal("cod_amount"),
                row.getOffsetDateTime("delivered_at").toInstant(),
                SubStatus.valueOf(row.getString("delivered_as")));
        return new Placed(parcel, new Position(parcel.signedAt(), row.getUUID("registration_id")));
    }
}
