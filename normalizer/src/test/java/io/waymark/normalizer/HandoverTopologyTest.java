package io.waymark.normalizer;

import static io.waymark.normalizer.TrackedNumber.node;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.Flag;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A parcel that is handed over to another carrier, under a number of that carrier's. */
class HandoverTopologyTest {

    private static final TrackedNumber FIRST = new TrackedNumber("sto", "77100");
    private static final TrackedNumber SECOND = new TrackedNumber("ems", "EA200CN");

    private static final String PICKED_UP = node("2024-05-01 10:00:00", "103");
    private static final String ON_ITS_WAY = node("2024-05-03 10:00:00", "5");
    private static final String SIGNED = node("2024-05-04 10:00:00", "301");

    private final NormalizerDriver normalizer = NormalizerDriver.start();

    @AfterEach
    void stop() {
        normalizer.close();
    }

    @Test
    void theFirstShipmentShowsWhatTheSecondNumberHadAndWhatFollows() {
        push(FIRST, FIRST, PICKED_UP);
        push(SECOND, SECOND, ON_ITS_WAY);
        link(FIRST, SECOND);
        push(SECOND, SECOND, SIGNED, ON_ITS_WAY);

        assertThat(normalizer.events(FIRST.id()))
                .extracting(event -> event.sequence() + " " + event.status())
                .containsExactly("1 IN_TRANSIT", "2 OUT_FOR_DELIVERY", "3 DELIVERED");
        Shipment first = shipment(FIRST);
        assertThat(first.status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(first.aliases()).containsExactly(SECOND.text());
        assertThat(first.flags()).doesNotContain(Flag.CARRIER_CORRECTED);
    }

    @Test
    void theSecondNumberKeepsItsOwnIdentityAndEvents() {
        push(FIRST, FIRST, PICKED_UP);
        link(FIRST, SECOND);
        push(SECOND, SECOND, SIGNED);

        assertThat(normalizer.events(SECOND.id()))
                .extracting(event -> event.sequence() + " " + event.status())
                .containsExactly("1 DELIVERED");
        assertThat(normalizer.events()).extracting(TrackingEvent::eventId).doesNotHaveDuplicates();
        assertThat(shipment(SECOND).aliases()).isEmpty();
    }

    @Test
    void aScanThatComesBothWaysIsOneEvent() {
        normalizer.take(FIRST.registration());
        push(SECOND, SECOND, ON_ITS_WAY);
        link(FIRST, SECOND);
        push(FIRST, SECOND, SIGNED, ON_ITS_WAY);
        push(SECOND, SECOND, SIGNED, ON_ITS_WAY);

        assertThat(normalizer.events(FIRST.id()))
                .extracting(TrackingEvent::status)
                .containsExactly(ShipmentStatus.OUT_FOR_DELIVERY, ShipmentStatus.DELIVERED);
        assertThat(normalizer.deadLetters(Topics.RAW)).isEmpty();
    }

    @Test
    void beforeItIsAnAliasTheSecondNumberIsAStrangerOnTheFirstOnesPath() {
        normalizer.take(FIRST.registration());

        push(FIRST, SECOND, SIGNED);

        assertThat(normalizer.events(FIRST.id())).isEmpty();
        assertThat(normalizer.deadLetters(Topics.RAW)).singleElement().satisfies(dead -> assertThat(
                        CloudEvent.header(dead.headers(), "dead-letter-reason"))
                .contains("not the shipment's"));
    }

    @Test
    void thePollerIsAskedOnceToFollowWhatAMerchantWantsFollowed() {
        link(FIRST, SECOND);
        assertThat(follows()).isEmpty();

        normalizer.take(FIRST.registration());
        link(FIRST, SECOND);

        assertThat(follows()).singleElement().satisfies(command -> {
            assertThat(command.target()).isEqualTo(FIRST.id().toString());
            assertThat(command.arguments()).isEqualTo(SECOND.json());
        });
    }

    @Test
    void sayingItAgainChangesNothing() {
        link(FIRST, SECOND);
        push(SECOND, SECOND, SIGNED);
        normalizer.read(Topics.EVENTS);
        normalizer.read(Topics.LATEST);

        link(FIRST, SECOND);
        push(SECOND, SECOND, SIGNED);

        assertThat(normalizer.read(Topics.EVENTS)).isEmpty();
        assertThat(normalizer.read(Topics.LATEST)).isEmpty();
    }

    @Test
    void twoNumbersThatAreAliasesOfEachOtherTellEachOtherEverythingOnce() {
        push(FIRST, FIRST, PICKED_UP);
        link(FIRST, SECOND);
        link(SECOND, FIRST);
        push(SECOND, SECOND, SIGNED);

        assertThat(normalizer.events(FIRST.id())).hasSize(2);
        assertThat(normalizer.events(SECOND.id())).hasSize(2);
    }

    @Test
    void anAliasOfAnAliasIsHeardToo() {
        TrackedNumber third = new TrackedNumber("zto", "300");
        link(FIRST, SECOND);
        link(SECOND, third);

        push(third, third, SIGNED);

        assertThat(shipment(FIRST).status()).isEqualTo(ShipmentStatus.DELIVERED);
    }

    @Test
    void aHistoryThatIsToldAnewWithdrawsNothingOfAnAlias() {
        link(FIRST, SECOND);
        push(FIRST, FIRST, PICKED_UP);
        push(SECOND, SECOND, SIGNED);

        pushAllAnew(FIRST, PICKED_UP);

        assertThat(shipment(FIRST).status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(normalizer.events(FIRST.id())).noneMatch(TrackingEvent::withdrawn);
    }

    @Test
    void whatAnAliasWithdrawsIsWithdrawnHereToo() {
        link(FIRST, SECOND);
        push(SECOND, SECOND, SIGNED, ON_ITS_WAY);

        pushAllAnew(SECOND, ON_ITS_WAY);

        assertThat(shipment(FIRST).status()).isEqualTo(ShipmentStatus.OUT_FOR_DELIVERY);
        assertThat(shipment(FIRST).deliveredAt()).isNull();
    }

    @Test
    void aCommandThatMakesNoSenseIsADeadLetterAndOthersAreNobodysBusinessHere() {
        link(FIRST, FIRST);
        command(SECOND.id().toString(), Command.LINK_ALIAS, FIRST, SECOND);
        command(FIRST.id().toString(), Command.LINK_ALIAS, FIRST, new TrackedNumber("", "x"));
        command(FIRST.id().toString(), "settlement.retry", FIRST, SECOND);

        assertThat(normalizer.deadLetters(Topics.COMMANDS)).hasSize(3);
        assertThat(normalizer.latest()).isEmpty();
    }

    private Shipment shipment(TrackedNumber number) {
        return normalizer.latest(number.id());
    }

    private List<Command> follows() {
        return normalizer.read(Topics.COMMANDS).stream()
                .map(TestRecord::value)
                .filter(command -> command.type().equals(Command.FOLLOW_NUMBER))
                .toList();
    }

    private void link(TrackedNumber shipment, TrackedNumber alias) {
        command(shipment.id().toString(), Command.LINK_ALIAS, shipment, alias);
    }

    private void command(String key, String type, TrackedNumber shipment, TrackedNumber alias) {
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        arguments.set("shipment", shipment.json());
        arguments.set("alias", alias.json());
        normalizer.take(new Command("c-1", type, key, "test", "", "", TrackedNumber.RECEIVED, arguments));
    }

    private void push(TrackedNumber path, TrackedNumber named, String... nodes) {
        normalizer.take(named.push(path.id(), "polling", TrackedNumber.RECEIVED, nodes));
    }

    private void pushAllAnew(TrackedNumber number, String... nodes) {
        normalizer.take(number.push(number.id(), "updateall", TrackedNumber.RECEIVED.plusSeconds(60), nodes));
    }
}
