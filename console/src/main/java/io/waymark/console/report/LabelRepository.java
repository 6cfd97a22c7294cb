package io.waymark.console.report;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Conditions;
import io.waymark.console.readmodel.Statement;
import io.waymark.console.report.Scorecard.Least;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Counts signed parcels by the labels that merchants gave them. */
@ApplicationScoped
class LabelRepository {

    private static final String SIGNED =
            """
            from journey j join registration r on r.shipment_id = j.shipment_id %s
            where j.delivered_at >= %s and j.delivered_at < %s and %s""";

    private static final String EACH_LABEL = "left join lateral (select distinct unnest(r.labels) as label) l on true";

    private static final String BY_LABEL =
            """
            select r.merchant_id, l.label, count(*) as signed,
              count(*) filter (where j.problem_at < j.delivered_at) as problems, count(j.first_attempt_ok) as attempted,
              count(*) filter (where j.first_attempt_ok) as at_first
            %s
            group by r.merchant_id, l.label order by signed desc, r.merchant_id, l.label limit %d""";

    private final Pool database;

    LabelRepository(Pool database) {
        this.database = database;
    }

    /** @param merchantId whose parcels and labels; null for all */
    Uni<LabelReport> labels(ReportRange range, @Nullable String merchantId) {
        Statement byLabel = byLabel(range, merchantId);
        Statement all = all(range, merchantId);
        return Uni.combine()
                .all()
                .unis(
                        database.preparedQuery(byLabel.sql()).execute(Tuple.from(byLabel.values())),
                        database.preparedQuery(all.sql()).execute(Tuple.from(all.values())))
                .with((labels, signed) -> new LabelReport(
                        range.from(),
                        range.to(),
                        StreamSupport.stream(labels.spliterator(), false)
                                .map(LabelRepository::label)
                                .toList(),
                        signed.iterator().next().getLong("signed")));
    }

    static Statement byLabel(ReportRange range, @Nullable String merchantId) {
        Statement signed = signed(EACH_LABEL, range, merchantId);
        return new Statement(BY_LABEL.formatted(signed.sql(), LabelReport.MOST), signed.values());
    }

    static Statement all(ReportRange range, @Nullable String merchantId) {
        Statement signed = signed("", range, merchantId);
        return new Statement("select count(*) as signed " + signed.sql(), signed.values());
    }

    private static Statement signed(String joined, ReportRange range, @Nullable String merchantId) {
        Conditions conditions = new Conditions();
        String from = conditions.parameter(range.first());
        String to = conditions.parameter(range.end());
        Parcels.rowsOf(merchantId, conditions);
        return new Statement(SIGNED.formatted(joined, from, to, conditions.text()), conditions.values());
    }

    private static LabelReport.LabelCount label(Row row) {
        long attempted = row.getLong("attempted");
        return new LabelReport.LabelCount(
                row.getString("merchant_id"),
                row.getString("label"),
                row.getLong("signed"),
                row.getLong("problems"),
                attempted < Least.USUAL.rate() ? null : Scorecard.share(row.getLong("at_first"), attempted));
    }
}
