package io.waymark.quickstart;

import static io.waymark.quickstart.Parcels.assertAccepted;
import static io.waymark.quickstart.Parcels.eventually;
import static io.waymark.quickstart.Pushes.delivered;
import static io.waymark.quickstart.Pushes.node;
import static io.waymark.quickstart.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.sandbox.infra.Needles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A person whom two parcels are about, one registered and pushed, one booked: in no file is anything readable of the person, and once
 * the parcels are erased nothing is left with which it could be made readable.
 */
final class Forgotten {

    private static final String NAME = "欧阳无痕先生";
    private static final String PHONE = "13700990123";
    private static final String ADDRESS = "隐秘路八十八号三单元";
    private static final String NUMBER = "YT7700000000141";

    private final World world;
    private final Path data;
    private final Remains person;
    private int others;

    /** @param data where the whole product keeps what it keeps */
    Forgotten(World world, Path data) {
        this.world = world;
        this.data = data;
        this.person = new Remains(new Needles(List.of(NAME, PHONE, ADDRESS)));
    }

    /** Erased from all, and not brought back by what comes late. */
    void assertIsForgotten() throws IOException {
        String registered = registered();
        String booked = booked();
        Map<String, Set<String>> keys = Broker.keys();
        assertThat(keys).containsKey(registered);
        assertThat(remainsOf(person)).isEmpty();

        Broker.compactsSoon();
        erase(registered);
        erase(booked);
        assertThat(world.shipment(registered).path("shipmentId").isMissingNode())
                .isTrue();
        Broker.awaitErased(registered);

        assertAccepted(world.kuaidi100Pushes(push(NUMBER, "301", node("301", "签收", "18:02:03", "签收人：" + NAME))));
        eventually(() -> assertThat(Broker.keysOf(registered)).isEmpty());
        assertThat(world.shipmentsOf(NUMBER)).isEmpty();
        assertThat(registration().path("status").asInt()).isEqualTo(409);

        Remains wrapped =
                new Remains(new Needles(keys.get(registered).stream().sorted().collect(Collectors.toList())));
        eventually(() -> {
            writeMore();
            assertThat(remainsOf(wrapped)).isEmpty();
        });
        assertThat(remainsOf(person)).isEmpty();
    }

    private String registered() {
        String id = registration().path("shipmentId").asText();
        assertAccepted(world.kuaidi100Pushes(push(
                NUMBER,
                "5",
                node("5", "派件", "16:10:00", "派件员" + NAME + "，电话" + PHONE + "，正在派件"),
                node("0", "在途", "14:00:00", "收件地址：" + ADDRESS + "1502室"))));
        eventually(() -> assertThat(world.shipment(id).path("status").asText()).isEqualTo("OUT_FOR_DELIVERY"));
        return id;
    }

    private JsonNode registration() {
        return world.orders(
                "/v1/shipments",
                """
                {"carrier": "yto", "trackingNumber": "%s", "tracking": "auto", "phone": "%s",
                 "origin": "浙江省杭州市%s", "destination": "广东省深圳市%s"}
                """
                        .formatted(NUMBER, PHONE, ADDRESS, ADDRESS));
    }

    private String booked() {
        JsonNode booked = world.book("ORD-FORGOTTEN-1", NAME, PHONE, ADDRESS);
        String id = booked.path("shipmentId").asText();
        eventually(
                () -> assertThat(world.shipmentsOf(booked.path("trackingNumber").asText()))
                        .hasSize(1));
        return id;
    }

    private void erase(String shipment) {
        JsonNode ordered = world.erases(shipment);
        eventually(() -> assertThat(
                        world.asks("/v1/erasures/" + ordered.path("erasureId").asText())
                                .path("state")
                                .asText())
                .as("%s", ordered)
                .isEqualTo("DONE"));
    }

    /** A file of Kafka's is cleaned of what is old only once a newer one is begun, and that is done by what comes. */
    private void writeMore() {
        for (int more = 0; more < 20; more++) {
            assertAccepted(world.kuaidi100Pushes(delivered("YT77000001" + (10_000 + others++))));
        }
    }

    /** In all that is ours: what the sandbox keeps is the world's. */
    private Map<Path, Set<String>> remainsOf(Remains remains) throws IOException {
        Map<Path, Set<String>> found = remains.below(data);
        found.keySet().removeIf(file -> file.toString().contains(Part.SANDBOX.label()));
        return found;
    }
}
