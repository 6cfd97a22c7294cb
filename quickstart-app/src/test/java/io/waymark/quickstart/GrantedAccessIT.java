package io.waymark.quickstart;

import static io.waymark.quickstart.Parcels.assertAccepted;
import static io.waymark.quickstart.Parcels.assertRefused;
import static io.waymark.quickstart.Parcels.eventually;
import static io.waymark.quickstart.Pushes.delivered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.quickstart.GuardedBroker.Door;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services as the manifests have them run: each has a name of its own in Kafka and in PostgreSQL, may do what the
 * manifests say, and does all of it. Starts are dear, so all tests share one run.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class GrantedAccessIT {

    private static final int AFTER_THE_WORK = Integer.MAX_VALUE - 3;
    private static final int THEN = Integer.MAX_VALUE - 2;
    private static final int AFTERWARDS = Integer.MAX_VALUE - 1;
    private static final int LAST = Integer.MAX_VALUE;

    /** What it reads, and so what dead letters are put back into. */
    private static final List<Topic<?, ?>> OF_THE_NORMALIZER =
            List.of(Topics.RAW, Topics.SHIPMENTS, Topics.COMMANDS, Topics.FORWARDS);

    private static GuardedRun run;
    private static World world;
    private static Parcels parcels;

    @BeforeAll
    static void start() {
        run = new GuardedRun();
        world = run.world();
        parcels = run.parcels();
        run.start();
    }

    @AfterAll
    static void stop() {
        run.close();
    }

    @Test
    void aParcelIsSettledAndItsProofIsRead() {
        String number = "YT7900000000101";
        String id = parcels.registered("yto", number, "1900000000000000101");

        assertAccepted(world.kuaidi100Pushes(delivered(number)));
        parcels.assertSettledOnce(id, number, "1900000000000000101");

        assertRefused(world.kuaidi100Pushes(delivered(number), "F".repeat(32)));
        JsonNode told =
                world.gatewayTells("onerway", "{\"transactionId\": \"1900000000000000101\", \"status\": \"S\"}");
        assertThat(told.path("acknowledged").asBoolean()).isTrue();
        String settlement = world.shipment(id).at("/settlements/0/settlementId").asText();
        assertThat(world.disputePack(settlement).statusCode()).isEqualTo(200);
    }

    @Test
    void aMerchantsEndpointIsToldAsOrdered() {
        try (ShopDouble shop = new ShopDouble()) {
            String endpoint = world.webhook(shop.url(), "order.unlocked")
                    .path("endpointId")
                    .asText();
            world.registerToUnlock("yto", "YT7900000000102", "ORDER-902");

            assertAccepted(world.kuaidi100Pushes(delivered("YT7900000000102")));
            String command = world.orders("/v1/webhooks/" + endpoint + "/test", "")
                    .path("id")
                    .asText();

            eventually(() -> assertThat(world.deliveriesTo(endpoint)).hasSize(2).allSatisfy(delivery -> assertThat(
                            delivery.path("state").asText())
                    .isEqualTo("DELIVERED")));
            eventually(() -> assertThat(
                            world.asks("/v1/commands/" + command).path("state").asText())
                    .isEqualTo("DONE"));
        }
    }

    @Test
    void whatIsBookedAndWhatIsAskedForComesIn() {
        String booked = world.book("ORD-GRANTED-1").path("trackingNumber").asText();
        eventually(() -> assertThat(world.shipmentsOf(booked)).hasSize(1));

        world.moves("yto", "YT7900000000103", "delivered", 100_000);
        String id = world.polled("yto", "YT7900000000103").path("shipmentId").asText();
        eventually(() -> assertThat(parcels.statusOf(id)).isEqualTo("DELIVERED"));
    }

    @Test
    void aFurtherNumberIsFollowedToo() {
        String id = world.follow("yto", "YT7900000000104", "1900000000000000104")
                .path("shipmentId")
                .asText();
        world.orders(
                "/v1/shipments/" + id + "/aliases", "{\"carrier\": \"ems\", \"trackingNumber\": \"EA200000000CN\"}");

        eventually(() -> assertThat(world.shipment(id).path("aliases")).hasSize(1));
    }

    @Test
    void whatOperatorsDoAtTheConsoleIsDone() {
        assertThat(world.orders("/v1/keys", "{\"name\": \"granted\", \"scopes\": [\"read\"]}")
                        .path("key")
                        .asText())
                .startsWith("wmk_");
        world.orders("/v1/operations/read-model/rebuild", "");
        eventually(() -> assertThat(
                        world.asks("/v1/operations/read-model").path("state").asText())
                .isEqualTo("DONE"));
    }

    /** What the normalizer puts aside is put back by order and, where it dies again, by hand. */
    @Test
    void whatCannotBeReadIsPutAsideAndPutBack() {
        OF_THE_NORMALIZER.forEach(run::writeNonsense);
        run.writeNonsense(Topics.EVENTS);
        eventually(() -> assertThat(waiting()).hasSize(4));

        String order = world.orders("/v1/dead-letters/redrive", "{\"filter\": {\"group\": \"waymark-normalizer\"}}")
                .path("id")
                .asText();
        eventually(() -> assertThat(
                        world.asks("/v1/commands/" + order).path("state").asText())
                .isEqualTo("DONE"));
        eventually(() -> assertThat(waiting()).hasSize(4));
        assertThat(run.operator().redrive(OF_THE_NORMALIZER)).hasSize(4).allSatisfy(said -> assertThat(said)
                .contains("1 put back into"));
    }

    @Test
    void whatIsErasedIsErasedWithItsKeys() {
        run.erase("yto", "YT7900000000107");
    }

    private static JsonNode waiting() {
        return world.asks("/v1/dead-letters?group=waymark-normalizer&state=WAITING")
                .path("items");
    }

    @Test
    void aPersonTriesAMappingAndHasItUsed() throws IOException {
        assertThat(run.operator().promote(9001)).contains("promoted kuaidi100 9001");
    }

    @Test
    void anotherParserKeepsAStoreOfItsOwn() {
        ProcessHandle parser = run.anotherParser();
        try {
            eventually(() -> assertThat(WatchedAuthorizer.decisions())
                    .anyMatch(decision -> decision.operation() == AclOperation.WRITE
                            && decision.name().equals("waymark-normalizer-next-histories-changelog")));
        } finally {
            parser.destroy();
        }
    }

    @Test
    @Order(AFTER_THE_WORK)
    void othersReadWhatTheyMay() throws Exception {
        KafkaUser reader = run.user("parcels-reader", Door.CERTIFICATE);
        List<String> topics = List.of(Topics.EVENTS.name(), Topics.LATEST.name());
        assertThat(reader.reads("parcels-reader-1", "consumer", topics)).isPositive();
        assertThat(reader.reads("parcels-reader-2", "classic", topics)).isPositive();
        assertThat(run.user("settlements-reader", Door.PASSWORD)
                        .reads("settlements-reader-1", "consumer", List.of(Topics.SETTLEMENTS.name())))
                .isPositive();
        assertThat(run.user("keda", Door.CERTIFICATE).lag(Topics.CONSOLE_GROUP)).isNotNegative();
    }

    /** All is started anew with passwords; the normalizer has lost its disk, and restores its store from Kafka. */
    @Test
    @Order(THEN)
    void passwordsDoAsWellAsCertificates() {
        String settled = "YT7900000000105";
        String id = parcels.delivered("yto", settled, "1900000000000000105");

        run.againByPassword();

        parcels.delivered("yto", "YT7900000000106", "1900000000000000106");
        assertAccepted(world.kuaidi100Pushes(delivered(settled)));
        parcels.assertSettledOnce(id, settled, "1900000000000000105");
    }

    @Test
    @Order(AFTERWARDS)
    void allThatIsAllowedIsUsedAndNothingElseIsAskedFor() {
        eventually(() -> assertThat(run.unused()).isEmpty());
        assertThat(WatchedAuthorizer.decisions())
                .filteredOn(decision -> decision.meant() && !decision.allowed())
                .isEmpty();
    }

    @Test
    @Order(LAST)
    void whoeverWantsMoreIsRefused(@TempDir Path elsewhere) throws Exception {
        String raw = Topics.RAW.name();
        for (String name : List.of("webhook-ingest", "notifier", "poller", "parcels-reader", "keda", "operator")) {
            KafkaUser user = run.user(name, Door.CERTIFICATE);
            assertThatThrownBy(() -> user.reads(raw)).isInstanceOf(TopicAuthorizationException.class);
            assertThatThrownBy(() -> user.writes(Topics.LATEST.name())).isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> user.makes("waymark.own.v1")).isInstanceOf(TopicAuthorizationException.class);
        }
        KafkaUser reader = run.user("parcels-reader", Door.PASSWORD);
        assertThatThrownBy(() -> reader.reads(Topics.NOTIFIER_GROUP, "classic", List.of(Topics.EVENTS.name())))
                .isInstanceOf(GroupAuthorizationException.class);
        assertThatThrownBy(() -> reader.but("sasl.jaas.config", GuardedBroker.login("console", "a guess"))
                        .reads(Topics.EVENTS.name()))
                .isInstanceOf(SaslAuthenticationException.class);
        Certificates others = new Certificates(elsewhere);
        others.issue("console");
        String forged = others.of("console").resolve("user.p12").toString();
        assertThatThrownBy(() -> run.user("console", Door.CERTIFICATE)
                        .but("ssl.keystore.location", forged)
                        .reads(Topics.EVENTS.name()))
                .isInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void aServiceSeesNoTablesButItsOwn() throws SQLException {
        for (String role : Roles.names()) {
            boolean console = role.equals("console");
            assertThat(run.roles().schemasOf(role))
                    .isEqualTo(console ? List.of("console", "console_read") : List.of(role));
            assertThat(run.roles().makesSchemas(role)).isEqualTo(console);
            for (String other : Roles.names()) {
                String tables = "select count(*) from " + other + ".flyway_schema_history";
                if (other.equals(role)) {
                    assertThat(run.roles().ask(role, tables)).doesNotContain("0");
                } else {
                    assertThatThrownBy(() -> run.roles().ask(role, tables))
                            .hasMessageContaining("permission denied for schema");
                }
            }
        }
    }
}
