package io.waymark.console.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.api.access.Caller;
import io.waymark.console.readmodel.SettlementQueryRepository;
import io.waymark.console.readmodel.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Tells of merchants, and of what each has. Operators see their own, staff all: what they may not see does not exist. */
@ApplicationScoped
public class MerchantRepository {

    /** For one page of merchants each figure is looked up in an index of its own. */
    private static final String PAGE =
            """
            select m.merchant_id, m.created_at,
              (select count(*) from api_key k where k.merchant_id = m.merchant_id and k.revoked_at is null
                 and (k.expires_at is null or k.expires_at > $1)) as keys,
              (select count(*) from shipment_listing l where l.main and l.merchant_id = m.merchant_id) as shipments,
              w.webhooks, w.disabled, s.waiting, s.overdue
            from (select merchant_id, created_at from merchant
                  where ($2::text is null or merchant_id = $2) and starts_with(merchant_id, $3) and merchant_id > $4
                  order by merchant_id limit $5) m,
              lateral (select count(*) as webhooks, count(*) filter (where not w.enabled) as disabled
                       from webhook_endpoint w where w.merchant_id = m.merchant_id) w,
              lateral (select count(*) as waiting, count(*) filter (where s.deadline < $1) as overdue
                       from settlement s where s.merchant_id = m.merchant_id and %s) s
            order by m.merchant_id"""
                    .formatted(SettlementQueryRepository.WAITS);

    private final Pool database;

    MerchantRepository(Pool database) {
        this.database = database;
    }

    /**
     * A merchant, and how much of each there is at the moment.
     *
     * @param createdAt when the first key of it was made, or the first person came
     * @param keys that work
     * @param shipments that it registered
     * @param webhooks endpoints, the disabled ones included
     * @param waiting settlements that no gateway has acknowledged and nobody has stopped
     * @param overdue of how many of those the deadline has passed
     */
    public record Merchant(
            String merchantId,
            Instant createdAt,
            long keys,
            long shipments,
            long webhooks,
            long disabled,
            long waiting,
            long overdue) {}

    /**
     * Part of the list, by name.
     *
     * @param beginning with which names begin; empty for all
     * @param after the last name of the part before; empty for the first part
     */
    public Uni<List<Merchant>> page(Caller caller, String beginning, String after, int rows, Instant now) {
        Statement statement = statement(caller.owner(), beginning, after, rows, now);
        return database.preparedQuery(statement.sql())
                .execute(Tuple.from(statement.values()))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(MerchantRepository::merchant)
                        .toList());
    }

    /** @param owner null for all merchants */
    public static Statement statement(@Nullable String owner, String beginning, String after, int rows, Instant now) {
        return new Statement(PAGE, Arrays.asList(now.atOffset(ZoneOffset.UTC), owner, beginning, after, rows));
    }

    private static Merchant merchant(Row row) {
        return new Merchant(
                row.getString("merchant_id"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getLong("keys"),
                row.getLong("shipments"),
                row.getLong("webhooks"),
                row.getLong("disabled"),
                row.getLong("waiting"),
                row.getLong("overdue"));
    }
}
