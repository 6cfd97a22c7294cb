package io.waymark.notifier.webhook;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.WebhookType;
import io.waymark.notifier.webhook.WebhookOrderRepository.Late;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Carries out what people order of endpoints, once each, and tells the console what came of it. An order about an endpoint
 * that is not known, or is disabled, waits a minute for news of it, which comes another way; one about another merchant's is
 * refused in the same words as one about none.
 */
@ApplicationScoped
public class WebhookOrderHandler {

    /** What can be ordered. */
    public static final Set<String> TYPES =
            Set.of(Command.RESEND_WEBHOOK, Command.RECOVER_WEBHOOK, Command.TEST_WEBHOOK);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String DONE = "DONE";
    private static final String REFUSED = "REFUSED";

    private final WebhookOrderRepository orders;
    private final Pool database;
    private final Clock clock;
    private final Map<String, Work> works = Map.of(
            Command.RESEND_WEBHOOK,
            this::resend,
            Command.RECOVER_WEBHOOK,
            this::recover,
            Command.TEST_WEBHOOK,
            this::test);

    /** Carries out an order, or a part of it; whether it was one. */
    @FunctionalInterface
    private interface Work {
        Uni<Void> on(SqlConnection connection, WebhookOrderRow order, Instant now);
    }

    WebhookOrderHandler(WebhookOrderRepository orders, Pool database, Clock clock) {
        this.orders = orders;
        this.database = database;
        this.clock = clock;
    }

    /** Carries out all that wait; whether there were any. */
    Uni<Boolean> carryOut() {
        return Multi.createBy()
                .repeating()
                .uni(() -> inTime(this::next))
                .whilst(some -> some)
                .collect()
                .asList()
                .map(rounds -> rounds.contains(true));
    }

    /** Has endpoints told what came after they were enabled and before we knew that; whether there were any. */
    Uni<Boolean> tellLate() {
        return inTime(orders::late)
                .chain(late -> TransactionHandler.inTurn(late, this::tellLate).replaceWith(!late.isEmpty()));
    }

    private Uni<Void> tellLate(Late late) {
        return Multi.createBy()
                .repeating()
                .uni(() -> inTime(connection -> orders.tellLate(connection, late.endpointId(), now())))
                .whilst(told -> told == WebhookOrderRepository.AT_A_TIME)
                .collect()
                .last()
                .chain(() -> inTime(connection -> orders.told(connection, late)));
    }

    private <T> Uni<T> inTime(Function<SqlConnection, Uni<T>> work) {
        return database.withTransaction(work)
                .ifNoItem()
                .after(DeliveryRepository.PATIENCE)
                .fail();
    }

    private Uni<Boolean> next(SqlConnection connection) {
        Instant now = now();
        return orders.next(connection, now.minus(PATIENCE))
                .chain(order -> order.isEmpty()
                        ? Uni.createFrom().item(false)
                        : carryOut(connection, order.get(), now).replaceWith(true));
    }

    private Uni<Void> carryOut(SqlConnection connection, WebhookOrderRow order, Instant now) {
        Work work = works.get(order.type());
        if (!order.isOwn() || work == null) {
            return refuse(connection, order, "there is no such endpoint", now);
        }
        return order.enabled()
                ? work.on(connection, order, now)
                : refuse(connection, order, "the endpoint is disabled", now);
    }

    private Uni<Void> resend(SqlConnection connection, WebhookOrderRow order, Instant now) {
        UUID delivery;
        try {
            delivery = UUID.fromString(order.argument("deliveryId"));
        } catch (IllegalArgumentException notAnId) {
            return refuse(connection, order, "there is no such delivery", now);
        }
        return orders.resend(connection, order, delivery, now)
                .chain(sent -> sent > 0
                        ? close(connection, order, DONE, "is sent again", now)
                        : refuse(connection, order, "there is no such delivery, or it is being sent", now));
    }

    private Uni<Void> recover(SqlConnection connection, WebhookOrderRow order, Instant now) {
        Instant since;
        try {
            since = OffsetDateTime.parse(order.argument("since")).toInstant();
        } catch (DateTimeException notATime) {
            return refuse(connection, order, "since is no time", now);
        }
        return orders.recover(connection, order, since, now)
                .chain(found -> found == WebhookOrderRepository.AT_A_TIME
                        ? orders.again(connection, order)
                        : close(connection, order, DONE, "what was given up is sent again", now));
    }

    private Uni<Void> test(SqlConnection connection, WebhookOrderRow order, Instant now) {
        UUID webhookId = NameBasedId.of(order.endpointId(), "test:" + order.commandId());
        String data = JsonSerde.mapper()
                .createObjectNode()
                .put("endpointId", order.endpointId().toString())
                .toString();
        String body =
                MessageBody.of(WebhookType.WEBHOOK_TEST.code(), order.issuedAt().toString(), data);
        return orders.test(connection, order, webhookId, body, now)
                .chain(() -> close(connection, order, DONE, "a test message is sent", now));
    }

    private Uni<Void> refuse(SqlConnection connection, WebhookOrderRow order, String why, Instant now) {
        return close(connection, order, REFUSED, why, now);
    }

    private Uni<Void> close(SqlConnection connection, WebhookOrderRow order, String state, String detail, Instant now) {
        Log.infof("endpoint ordered operation=%s command=%s outcome=%s", order.type(), order.commandId(), state);
        return orders.close(connection, order, state, detail, now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
