package io.waymark.notifier.settlement;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.Erasure;
import io.waymark.contract.SettlementState;
import io.waymark.notifier.erasure.ErasedRepository;
import io.waymark.notifier.erasure.ErasedRepository.Removal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Erases what the ledger need not keep of a shipment, or of one merchant's registration of it. Settlements stay, with all that
 * happened to them, as evidence of what was paid for: by numbers of transactions and parcels, without what the merchant's
 * tracking page is called. Nothing weighs or opens them again. Every method works in the caller's transaction.
 */
@ApplicationScoped
public class LedgerErasureRepository {

    /** As whoever opens or weighs its settlements does. */
    private static final String LOCK = "select from registration_fact where shipment_id = $1 for update";

    private static final String STATES =
            """
            select state from settlement where shipment_id = $1 and ($2 = '' or merchant_id = $2)
            order by settlement_id for update""";

    /** What was registered, and is opened as soon as it is weighed. */
    private static final String UNOPENED =
            """
            select count(*) from registration_fact r cross join lateral json_array_elements(r.terms::json) t
            where r.shipment_id = $1 and ($2 = '' or t ->> 'merchantId' = $2)
              and not exists (select from settlement s where s.settlement_id = (t ->> 'settlementId')::uuid)""";

    /** Where there is a settlement, scans and the status say what it rested on. */
    private static final List<Removal> REMOVALS = List.of(
            new Removal(
                    "trackingUrls",
                    """
                    update settlement set terms = (terms::jsonb || '{"trackingUrl": null}')::text
                    where shipment_id = $1 and ($2 = '' or merchant_id = $2) and terms::jsonb ->> 'trackingUrl' is not null"""),
            new Removal(
                    "settlements",
                    """
                    update settlement set erased = true
                    where shipment_id = $1 and ($2 = '' or merchant_id = $2) and not erased"""),
            new Removal("registrations", "delete from registration_fact where shipment_id = $1 and $2 = ''"),
            new Removal(
                    "registrations",
                    """
                    update registration_fact r set (terms, settlements) = (
                      select coalesce(json_agg(t.value order by t.ordinality), '[]')::text, count(*)
                      from json_array_elements(r.terms::json) with ordinality t where t.value ->> 'merchantId' <> $2)
                    where r.shipment_id = $1
                      and exists (select from json_array_elements(r.terms::json) t where t ->> 'merchantId' = $2)"""),
            new Removal(
                    "scans",
                    """
                    delete from scan_fact where shipment_id = $1 and $2 = ''
                      and not exists (select from settlement where shipment_id = $1)"""),
            new Removal(
                    "statuses",
                    """
                    delete from latest_fact where shipment_id = $1 and $2 = ''
                      and not exists (select from settlement where shipment_id = $1)"""));

    /**
     * Why nothing may be erased now: a settlement is open. Locks what would open or weigh another until the transaction ends.
     */
    public Uni<Optional<String>> refusal(SqlConnection connection, Erasure order) {
        Tuple which = ErasedRepository.of(order);
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(order.shipmentId().value()))
                .chain(() -> connection.preparedQuery(STATES).execute(which))
                .chain(states -> connection
                        .preparedQuery(UNOPENED)
                        .execute(which)
                        .map(rows -> refusal(states, rows.iterator().next().getLong(0))));
    }

    private static Optional<String> refusal(RowSet<Row> states, long unopened) {
        Stream<String> open = StreamSupport.stream(states.spliterator(), false)
                .map(row -> SettlementState.valueOf(row.getString(0)))
                .filter(LedgerEntry::isOpen)
                .map(SettlementState::name);
        Map<String, Long> counted = Stream.concat(
                        open, Stream.generate(() -> "REGISTERED").limit(unopened))
                .collect(groupingBy(state -> state, TreeMap::new, counting()));
        return counted.isEmpty()
                ? Optional.empty()
                : Optional.of(counted.entrySet().stream()
                        .map(state -> state.getKey() + " " + state.getValue())
                        .collect(joining(", ", "settlements are open: ", "")));
    }

    /** Erases, after {@link #refusal} has given no reason not to; how many of what, by name. */
    public Uni<Map<String, Long>> erase(SqlConnection connection, Erasure order) {
        return ErasedRepository.remove(connection, order, REMOVALS);
    }
}
