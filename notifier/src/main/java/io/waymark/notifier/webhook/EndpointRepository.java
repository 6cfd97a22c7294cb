package io.waymark.notifier.webhook;

import static io.waymark.notifier.webhook.WebhookFactRepository.utc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Topics;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.outbox.OutboxBatchRepository;
import io.waymark.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How endpoints do: the breaker of each, which all replicas share, and its end. */
@ApplicationScoped
class EndpointRepository {

    private static final String SOURCE = "/waymark/notifier";

    /** How long it asked to be left alone holds, whatever else it answered meanwhile. */
    private static final String WORKS =
            """
            update webhook_endpoint set failures = 0, failing_since = null
            where endpoint_id = $1 and failures > 0""";

    /** What was said of one URL is not held against another. */
    private static final String FAILS =
            """
            update webhook_endpoint
            set failures = failures + 1, failing_since = coalesce(failing_since, $3),
                paused_until = greatest(paused_until, $4, case when failures + 1 >= $5 then $6::timestamptz end)
            where endpoint_id = $1 and url = $2
            returning failures, failing_since""";

    /** One that was changed since the message was claimed is left alone: the next answer is about that one. */
    private static final String DISABLE =
            "update webhook_endpoint set enabled = false where endpoint_id = $1 and revision = $2 and enabled";

    private final OutboxBatchRepository outbox;
    private final WebhookConfig config;
    private final RetrySchedule schedule;

    EndpointRepository(OutboxBatchRepository outbox, WebhookConfig config, RetrySchedule schedule) {
        this.outbox = outbox;
        this.config = config;
        this.schedule = schedule;
    }

    /** Counts what came of an attempt; the reason if the endpoint was disabled for it. */
    Uni<Optional<String>> count(SqlConnection connection, WebhookEndpoint endpoint, Reply reply, Instant now) {
        if (reply.ok()) {
            return connection
                    .preparedQuery(WORKS)
                    .execute(Tuple.of(endpoint.endpointId()))
                    .replaceWith(Optional.empty());
        }
        return connection
                .preparedQuery(FAILS)
                .execute(failure(endpoint, reply, now))
                .map(rows -> rows.size() == 0
                        ? Optional.<String>empty()
                        : end(rows.iterator().next(), reply, now))
                .chain(reason -> reason.isEmpty()
                        ? Uni.createFrom().item(reason)
                        : disable(connection, endpoint, reason.get(), now));
    }

    private Tuple failure(WebhookEndpoint endpoint, Reply reply, Instant now) {
        Duration least = schedule.atSpeed(config.retries().get(0));
        Duration busy = reply.asked().compareTo(least) > 0 ? reply.asked() : least;
        Duration bounded = busy.compareTo(RetrySchedule.LONGEST_ASKED) > 0 ? RetrySchedule.LONGEST_ASKED : busy;
        return Tuple.tuple()
                .addUUID(endpoint.endpointId())
                .addString(endpoint.url())
                .addOffsetDateTime(utc(now))
                .addOffsetDateTime(utc(reply.busy() ? now.plus(bounded) : null))
                .addInteger(config.breakerCalls())
                .addOffsetDateTime(utc(now.plus(schedule.atSpeed(config.breakerPause()))));
    }

    private Optional<String> end(Row row, Reply reply, Instant now) {
        Instant since = row.getOffsetDateTime("failing_since").toInstant();
        if (reply.gone()) {
            return Optional.of("the endpoint answered 410 Gone");
        }
        return since.plus(config.disableAfter()).isAfter(now)
                ? Optional.empty()
                : Optional.of("the endpoint has failed since " + since);
    }

    private Uni<Optional<String>> disable(
            SqlConnection connection, WebhookEndpoint endpoint, String reason, Instant now) {
        return connection
                .preparedQuery(DISABLE)
                .execute(Tuple.of(endpoint.endpointId(), endpoint.revision()))
                .chain(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().item(Optional.<String>empty())
                        : outbox.addAll(connection, List.of(disabled(endpoint, reason, now)))
                                .replaceWith(Optional.of(reason)));
    }

    private static OutboxEntry<Command> disabled(WebhookEndpoint endpoint, String reason, Instant now) {
        ObjectNode arguments = JsonSerde.mapper().createObjectNode().put("revision", endpoint.revision());
        UUID id = NameBasedId.of(endpoint.endpointId(), "disable:" + endpoint.revision());
        return entry(new Command(
                id.toString(),
                Command.DISABLE_WEBHOOK,
                endpoint.endpointId().toString(),
                "notifier",
                endpoint.merchantId(),
                reason,
                now,
                arguments));
    }

    /** What came of an order, for the console. */
    static OutboxEntry<Command> answer(String commandId, String merchantId, String state, String detail, Instant now) {
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        arguments.put("state", state);
        arguments.put("detail", detail);
        UUID id = NameBasedId.of(NameBasedId.WAYMARK, "answer:" + commandId);
        return entry(new Command(
                id.toString(), Command.ANSWER_COMMAND, commandId, "notifier", merchantId, "", now, arguments));
    }

    private static OutboxEntry<Command> entry(Command command) {
        return new OutboxEntry<>(Topics.COMMANDS, command.target(), command, command.attributes(SOURCE));
    }
}
