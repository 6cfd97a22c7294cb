package io.waymark.poller.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.poller.plan.EndReason;
import io.waymark.poller.plan.Plan;
import io.waymark.poller.plan.Purpose;
import io.waymark.poller.plan.Pushing;
import io.waymark.poller.plan.Rank;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plans are made from, and how they are kept, on real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(UnpolledResource.class)
class PlanRepositoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SUBSCRIPTION =
            """
            insert into poller.subscription
              (shipment_id, provider, carrier, tracking_number, revision, number, state, accepted_at)
            values (?, 'kuaidi100', 'yto', ?, 1, 3, ?, now() - interval '1 hour')
            """;
    private static final String PARCEL =
            """
            insert into poller.parcel
              (shipment_id, status, sub_status, monitoring, corrected_carrier, changed_at, revision)
            values (?, 'OUT_FOR_DELIVERY', 'OUT_FOR_DELIVERY', ?, ?, now() - ? * interval '1 minute', 1)
            """;

    private final WatchTable table = new WatchTable();

    @Inject
    PlanRepository plans;

    @Inject
    Pool database;

    private long followed(String number) {
        return followed(number, "yto", 1);
    }

    private long followed(String trackingNumber, String carrier, int number) {
        table.change(
                """
                insert into poller.watch (shipment_id, provider, carrier, tracking_number, number, tracking,
                  registered_at, revision, heard_at)
                values (?, 'kuaidi100', ?, ?, ?, 'AUTO', now(), 1, now() - interval '2 hours')
                """,
                idOf(trackingNumber),
                carrier,
                trackingNumber,
                number);
        return row(trackingNumber).id();
    }

    private static UUID idOf(String number) {
        return ShipmentId.of("yto", number).value();
    }

    private WatchTable.Row row(String number) {
        return table.row(number).orElseThrow();
    }

    private Watched locked(long id) {
        return done(locking(id)).get(0);
    }

    private Uni<List<Watched>> locking(long id) {
        return database.withTransaction(c -> plans.lock(c, List.of(id)));
    }

    private static <T> T done(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    @Test
    void noFactIsMissedThatIsStoredWhileTheRowIsWaitedFor() throws Exception {
        long id = followed("WAITED");
        CompletableFuture<List<Watched>> waiting;
        try (Connection other = WatchTable.open()) {
            other.setAutoCommit(false);
            run(other, "select id from poller.watch where id = ? for update", id);
            waiting = locking(id).subscribeAsCompletionStage();
            await().atMost(PATIENCE).until(() -> table.count("select count(*) from pg_locks where not granted") > 0);
            run(
                    other,
                    "insert into poller.proof_deadline values (?, ?, now(), true, 1)",
                    UUID.randomUUID(),
                    idOf("WAITED"));
            other.commit();
        }

        assertThat(waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .singleElement()
                .satisfies(watched -> assertThat(watched.facts().owed()).isTrue());
    }

    private static void run(Connection connection, String statement, Object... parameters) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int index = 0; index < parameters.length; index++) {
                prepared.setObject(index + 1, parameters[index]);
            }
            prepared.execute();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // state of the subscription, monitoring, changed so many minutes ago (accepted 60), whether that is a push's
        // end
        "DUE,       ACTIVE,                    30, AWAITED",
        "HELD,      ACTIVE,                    30, UNAVAILABLE",
        "REFUSED,   ACTIVE,                    30, UNAVAILABLE",
        "WITHDRAWN, ACTIVE,                    30, UNAVAILABLE",
        "ACCEPTED,  ACTIVE,                    30, ACCEPTED",
        "ACCEPTED,  ABORTED_CARRIER_CORRECTED, 30, ACCEPTED",
        "ACCEPTED,  ENDED,                     30, ENDED",
        "ACCEPTED,  ABORTED_NO_RECORD,         30, ENDED",
        "ACCEPTED,  ABORTED_STALE,             30, ENDED",
        "ACCEPTED,  ABORTED_STALE,             90, ACCEPTED"
    })
    void pushesAreExpectedFromWhoAcceptedAndHasNotStoppedSince(
            String state, String monitoring, int minutes, Pushing pushing) {
        String number = "PUSHING-" + state + monitoring + minutes;
        long id = followed(number);
        table.change(SUBSCRIPTION, idOf(number), number, state);
        table.change(PARCEL, idOf(number), monitoring, "", minutes);

        Watched watched = locked(id);

        assertThat(watched.facts().pushing()).isEqualTo(pushing);
        assertThat(watched.facts().status()).isEqualTo(ShipmentStatus.OUT_FOR_DELIVERY);
        assertThat(watched.subscription()).isEqualTo(3);
    }

    /** The row's subscription is the third, accepted an hour ago. */
    @ParameterizedTest
    @CsvSource({"3, 30, ENDED", "3, 90, ENDED", "2, 30, ACCEPTED", "100, 30, ACCEPTED"})
    void anEndIsOfTheSubscriptionThatItNames(int named, int minutes, Pushing pushing) {
        String number = "NAMED-" + named + "-" + minutes;
        long id = followed(number);
        table.change(SUBSCRIPTION, idOf(number), number, "ACCEPTED");
        table.change(PARCEL, idOf(number), "ABORTED_NO_RECORD", "", minutes);
        table.change("update poller.parcel set monitoring_subscription = ? where shipment_id = ?", named, idOf(number));

        assertThat(locked(id).facts().pushing()).isEqualTo(pushing);
    }

    @Test
    void aNumberOfWhichNothingIsKnownIsPendingAndNotPushed() {
        Watched watched = locked(followed("UNKNOWN"));

        assertThat(watched.facts().pushing()).isEqualTo(Pushing.NOT_OFFERED);
        assertThat(watched.facts().status()).isEqualTo(ShipmentStatus.PENDING);
        assertThat(watched.facts().owed()).isFalse();
        assertThat(watched.subscription()).isEqualTo(1);
        assertThat(watched.query().carrier()).isEqualTo("yto");
    }

    @Test
    void whatAProviderThatPushesSaysOfItsWatchingIsASignOfLife() {
        long id = followed("ALIVE");
        table.change(SUBSCRIPTION, idOf("ALIVE"), "ALIVE", "ACCEPTED");
        table.change(PARCEL, idOf("ALIVE"), "ACTIVE", "", 30);

        Watched watched = locked(id);

        assertThat(Duration.between(watched.facts().heardAt(), watched.facts().now()))
                .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(31));
    }

    @Test
    void theCorrectedCarrierIsAskedForTheOwnNumberAlone() {
        long own = followed("CORRECTED");
        table.change(PARCEL, idOf("CORRECTED"), "ACTIVE", "ems", 30);
        table.change(
                """
                insert into poller.watch (shipment_id, provider, carrier, tracking_number, number, tracking,
                  registered_at, revision, heard_at)
                values (?, 'kuaidi100', 'zto', 'CORRECTED-FURTHER', 100, 'AUTO', now(), 1, now())
                """,
                idOf("CORRECTED"));

        assertThat(locked(own).query().carrier()).isEqualTo("ems");
        assertThat(locked(own).carrier()).isEqualTo("yto");
        assertThat(locked(row("CORRECTED-FURTHER").id()).query().carrier()).isEqualTo("zto");
    }

    @Test
    void aNumberWithoutCarrierIsNeverAskedAbout() {
        assertThat(locked(followed("NOBODYS", "", 100)).facts().held()).isTrue();
    }

    @Test
    void aPlanIsKeptAsItIs() {
        long id = followed("PLANNED");

        write(id, new Plan(Purpose.SILENCE, Rank.SETTLEMENT, Duration.ofHours(2), true, null));
        WatchTable.Row silent = row("PLANNED");
        write(id, new Plan(Purpose.SILENCE, Rank.SETTLEMENT, Duration.ofHours(3), true, null));

        assertThat(silent.purpose()).isEqualTo("SILENCE");
        assertThat(silent.rank()).isEqualTo(1);
        assertThat(silent.silentSince()).isNotNull();
        assertThat(Duration.between(silent.silentSince(), silent.nextAt())).isEqualTo(Duration.ofHours(2));
        assertThat(row("PLANNED").silentSince()).isEqualTo(silent.silentSince());

        write(id, new Plan(Purpose.NONE, Rank.USUAL, null, false, EndReason.TERMINAL));
        assertThat(row("PLANNED").nextAt()).isNull();
        assertThat(row("PLANNED").silentSince()).isNull();
        assertThat(row("PLANNED").endReason()).isEqualTo("TERMINAL");
    }

    @Test
    void thatAParcelHasArrivedIsKept() {
        long id = followed("ARRIVING");
        table.change(PARCEL, idOf("ARRIVING"), "ACTIVE", "", 30);
        replan("ARRIVING");
        assertThat(arrived(id)).isFalse();

        table.change(
                "update poller.parcel set status = 'DELIVERED', sub_status = 'SIGNED', last_event_at = now()"
                        + " where shipment_id = ?",
                idOf("ARRIVING"));
        replan("ARRIVING");

        assertThat(arrived(id)).isTrue();
    }

    private boolean arrived(long id) {
        return table.count("select count(*) from poller.watch where id = ? and arrived", id) == 1;
    }

    @Test
    void aPlanThatStaysTheSameIsNotWrittenAgain() {
        long id = followed("STEADY");
        table.change("update poller.watch set told = true where id = ?", id);
        replan("STEADY");
        String version = version("STEADY");

        replan("STEADY");
        assertThat(version("STEADY")).isEqualTo(version);

        table.change(
                "insert into poller.proof_deadline values (?, ?, now(), true, 1)", UUID.randomUUID(), idOf("STEADY"));
        replan("STEADY");
        assertThat(version("STEADY")).isNotEqualTo(version);
    }

    private void replan(String number) {
        done(database.withTransaction(c -> plans.replan(c, List.of(idOf(number)))));
    }

    /** Where the row's newest version lies. */
    private String version(String number) {
        return table.lines("select ctid::text from poller.watch where tracking_number = ?", number)
                .get(0);
    }

    private void write(long id, Plan plan) {
        done(database.withTransaction(c -> plans.write(c, List.of(new Planned(id, plan, false)))));
    }
}
