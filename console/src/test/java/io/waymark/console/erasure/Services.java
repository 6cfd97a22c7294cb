package io.waymark.console.erasure;

import static io.waymark.contract.Topics.NORMALIZER_GROUP;
import static io.waymark.contract.Topics.NOTIFIER_GROUP;
import static io.waymark.contract.Topics.POLLER_GROUP;

import io.waymark.contract.Command;
import io.waymark.contract.Erasure;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The services that are asked to erase, as the console sees them. */
final class Services {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Set<String> ORDERS = Set.of(Command.ERASE, Command.ERASE_REGISTRATION);

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final TopicReader reader = new TopicReader(SharedKafka.bootstrapServers());

    /** What services are asked of an erasure, once it is that much: each as its name, the shipment's id and whose registration. */
    List<String> asked(String erasure, int commands) {
        Predicate<Command> isOfIt = command -> ORDERS.contains(command.type())
                && erasure.equals(command.arguments().path("erasure").asText());
        return reader
                .readUntil(
                        Topics.COMMANDS,
                        SOON,
                        all -> all.stream()
                                        .map(ConsumerRecord::value)
                                        .filter(isOfIt)
                                        .count()
                                >= commands)
                .stream()
                .map(ConsumerRecord::value)
                .filter(isOfIt)
                .map(Services::said)
                .toList();
    }

    private static String said(Command command) {
        String asked = command.arguments().path("service").asText() + " " + command.target();
        return command.type().equals(Command.ERASE) ? asked : asked + " of " + command.merchantId();
    }

    void notifierHasErased(String erasure, ShipmentId... shipments) {
        haveErased(List.of(NOTIFIER_GROUP), erasure, shipments);
    }

    void theOthersHaveErased(String erasure, ShipmentId... shipments) {
        haveErased(List.of(NORMALIZER_GROUP, POLLER_GROUP), erasure, shipments);
    }

    void pollerHasErased(String erasure, ShipmentId... shipments) {
        haveErased(List.of(POLLER_GROUP), erasure, shipments);
    }

    void notifierRefuses(String erasure, ShipmentId shipment) {
        answer(NOTIFIER_GROUP, erasure, shipment, Erasure.State.REFUSED, "a settlement is open", Map.of());
    }

    private void haveErased(List<String> services, String erasure, ShipmentId... shipments) {
        for (String service : services) {
            for (ShipmentId shipment : shipments) {
                answer(service, erasure, shipment, Erasure.State.DONE, "", Map.of("rows", 2L));
            }
        }
    }

    private void answer(
            String service,
            String erasure,
            ShipmentId shipment,
            Erasure.State state,
            String detail,
            Map<String, Long> counts) {
        Command answer = new Erasure(erasure, shipment, service)
                .answer(service, state, detail, counts, Instant.parse("2026-11-23T08:00:00Z"));
        writer.write(Topics.COMMANDS, erasure, answer);
    }

    /** What the console publishes about a shipment, once that many revisions are there. */
    List<RegisteredShipment> published(ShipmentId shipment, int revisions) {
        return reader
                .readUntil(
                        Topics.SHIPMENTS,
                        SOON,
                        all -> all.stream()
                                        .filter(record -> record.key().equals(shipment.toString()))
                                        .count()
                                >= revisions)
                .stream()
                .filter(record -> record.key().equals(shipment.toString()))
                .map(ConsumerRecord::value)
                .toList();
    }
}
