package io.waymark.poller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.SharedPostgres;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What a service of before left in the database is taken up. */
class UpgradeIT {

    private static final String SCHEMA = "poller_upgraded";
    private static final String BEFORE = "8";

    private final WatchTable table = new WatchTable();

    private static void migrate(String schema, String target) {
        Flyway.configure()
                .dataSource(SharedPostgres.jdbcUrl(), null, null)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("db/outbox", "db/migration")
                .target(target)
                .load()
                .migrate();
    }

    private void subscribed(String number, int count, String state) {
        table.change(
                "insert into " + SCHEMA + ".subscription"
                        + " (shipment_id, provider, carrier, tracking_number, phone, revision, number, state)"
                        + " values (?, 'kuaidi100', 'yto', ?, '13488888888', 7, ?, ?)",
                ShipmentId.of("yto", "OWN").value(),
                number,
                count,
                state);
    }

    @Test
    void whatWasSubscribedIsWatched() {
        migrate(SCHEMA, BEFORE);
        subscribed("OWN", 3, "ACCEPTED");
        subscribed("FURTHER", 100, "DUE");
        subscribed("GONE", 1, "WITHDRAWN");

        migrate(SCHEMA, "latest");

        List<String> rows = table.lines("select concat_ws(' ', tracking_number, number, tracking, phone, revision,"
                + " next_at <= now() + interval '1 hour') from " + SCHEMA + ".watch order by id");
        assertThat(rows)
                .containsExactlyInAnyOrder(
                        "OWN 1 AUTO 13488888888 0 t",
                        "FURTHER 100 AUTO 13488888888 0 t",
                        "GONE 1 NONE 13488888888 0 t");
    }

    @Test
    void whatNobodyAskedAboutIsLookedAtAndWhatHasArrivedIsKnown() {
        String schema = "poller_upgraded_looks";
        migrate(schema, "11");
        table.change("insert into " + schema + ".watch (shipment_id, provider, carrier, tracking_number, tracking,"
                + " registered_at, revision, heard_at, next_at, ended_at, end_reason)"
                + " select gen_random_uuid(), 'kuaidi100', 'yto', n, 'PUSH', now(), 1, now(),"
                + " case when n = 'ARRIVED' then now() + interval '7 days' end, case when n = 'OVER' then now() end,"
                + " case when n = 'OVER' then 'TERMINAL' end from unnest(array['SILENT', 'OVER', 'ARRIVED']) n");
        table.change(
                "insert into " + schema + ".parcel (shipment_id, status, sub_status, monitoring, changed_at, revision)"
                        + " select shipment_id, case when tracking_number = 'SILENT' then 'IN_TRANSIT' else 'DELIVERED' end,"
                        + " 'MOVING', 'ACTIVE', now(), 1 from " + schema + ".watch");

        migrate(schema, "latest");

        List<String> rows = table.lines("select concat_ws(' ', tracking_number, arrived,"
                + " coalesce((next_at <= now() + interval '1 hour')::text, 'never')) from " + schema + ".watch");
        assertThat(rows).containsExactlyInAnyOrder("SILENT f true", "OVER f never", "ARRIVED t false");
    }
}
