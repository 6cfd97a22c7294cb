package io.waymark.console.transfer;

import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.console.access.Merchants;
import io.waymark.console.readmodel.ListingRepository;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table of many parts, and what its readers do. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class LongExportIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Some ten megabytes: more than the kernel keeps for one who does not take it. */
    private static final int MANY = 20_000;

    /** Two parts and a piece. */
    private static final int SOME = 1203;

    /** More than there are connections to the database. */
    private static final int READERS = 25;

    @Inject
    Pool database;

    @Inject
    Merchants merchants;

    @TestHTTPResource
    URI url;

    private final String number = number();
    private final String merchant = "long" + number;

    @BeforeEach
    void theMerchantHasAKeyAndSeesNothingElse() {
        merchants.add(merchant, merchant, "register", "read");
    }

    @AfterEach
    void itHasNoShipments() {
        remove(0);
    }

    @Test
    void everyShipmentIsInTheTableOnceTheLastRegisteredFirst() {
        add(SOME);

        assertThat(numbers(get(merchant, "/v1/shipments/export")
                        .statusCode(200)
                        .extract()
                        .asString()))
                .isEqualTo(numbersFrom(0, SOME));
    }

    @Test
    void whatAReaderHasNotTakenIsNotReadYetAndNothingIsHeldForIt() throws IOException {
        add(MANY);
        try (SlowReader reader = new SlowReader(url, merchant)) {
            assertThat(reader.begin()).isEqualTo(200);
            await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> busy() == 0);

            remove(MANY - SOME);
            register(merchant, "N" + number, "").statusCode(201);

            assertThat(numbers(reader.rest())).isEqualTo(numbersFrom(0, MANY - SOME));
        }
    }

    @Test
    void readersThatGoLeaveNothingBehind() throws IOException {
        add(MANY);
        List<SlowReader> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(new SlowReader(url, merchant));
        }
        for (SlowReader reader : readers.subList(0, READERS / 2)) {
            reader.begin();
        }
        for (SlowReader reader : readers) {
            reader.close();
        }

        await().atMost(SOON).until(() -> busy() == 0);
        get(merchant, "/v1/shipments?limit=1").statusCode(200).body("items", hasSize(1));
    }

    /** Connections on which a list is read, or that wait in the middle of it. */
    private long busy() {
        return database.query(
                        """
                        select count(*) as n from pg_stat_activity
                        where state <> 'idle' and pid <> pg_backend_pid() and query ilike '%shipment_listing%'""")
                .execute()
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getLong("n");
    }

    /** So many shipments, of which each was registered a second before the one with the next lower index. */
    private void add(int shipments) {
        String id = "md5('" + merchant + "' || i)::uuid";
        String each = " from generate_series(0, " + (shipments - 1) + ") i";
        Stream.of(
                        "insert into registered_shipment select " + id + ", 'sto', '" + number
                                + "-' || i, 1, now() - i * interval '1 second'" + each,
                        "insert into registration (registration_id, shipment_id, merchant_id, order_id, registered_at) select "
                                + id + ", " + id + ", '" + merchant + "', repeat('单', 128), now()" + each,
                        "insert into shipment (shipment_id, status, monitoring, registered, revision, document, listed_at)"
                                + " select " + id + ", 'PENDING', 'ACTIVE', true, 0, json_build_object('shipmentId', "
                                + id
                                + ", 'carrier', 'sto', 'trackingNumber', '" + number + "-' || i, 'registered', true,"
                                + " 'status', 'PENDING', 'subStatus', 'AWAITING_FIRST_EVENT', 'monitoring', 'ACTIVE',"
                                + " 'aliases', '[]'::json, 'flags', '[]'::json, 'sequence', 0, 'revision', 0),"
                                + " now() - i * interval '1 second'" + each,
                        "insert into shipment_number (shipment_id, carrier, tracking_number) select " + id
                                + ", 'sto', '" + number + "-' || i" + each,
                        ListingRepository.ADD.formatted("r.merchant_id = '" + merchant + "'"),
                        "analyze shipment_listing")
                .forEach(this::run);
    }

    /** From that one on. */
    private void remove(int from) {
        String ids = "(select r.shipment_id from registration r join registered_shipment s using (shipment_id)"
                + " where r.merchant_id = '" + merchant + "' and s.tracking_number ~ '^" + number + "-'"
                + " and split_part(s.tracking_number, '-', 2)::int >= " + from + ")";
        Stream.of("shipment_number", "shipment_listing", "shipment")
                .forEach(table -> run("delete from " + table + " where shipment_id in " + ids));
        run("delete from registration where shipment_id in " + ids);
        run("delete from registered_shipment where tracking_number ~ '^" + number
                + "-' and split_part(tracking_number, '-', 2)::int >= " + from);
    }

    private void run(String sql) {
        database.query(sql).execute().await().atMost(SOON);
    }

    private List<String> numbersFrom(int first, int end) {
        return IntStream.range(first, end).mapToObj(i -> number + "-" + i).toList();
    }

    /** Of the rows of a table. */
    private static List<String> numbers(String table) {
        return table.lines().skip(1).map(row -> row.split(",")[2]).toList();
    }
}
