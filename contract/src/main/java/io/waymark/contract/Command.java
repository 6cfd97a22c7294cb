package io.waymark.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What an operator or a service asks of another service: the value of {@link Topics#COMMANDS}. Carrying one out twice
 * has the effect of carrying it out once.
 *
 * @param id the order's own id; its outcome is found under it
 * @param type what is asked, e.g. {@link #REGISTER_SHIPMENT}; a service ignores types that are not for it
 * @param target the id of what it is about; the Kafka key
 * @param actor who asked: a key's name, a person or a service
 * @param merchantId for which merchant; empty for the operator
 * @param reason the actor's words, for the audit; may be empty
 * @param issuedAt when it was asked
 * @param arguments what else the type needs; an empty object if nothing
 */
public record Command(
        String id,
        String type,
        String target,
        String actor,
        String merchantId,
        String reason,
        Instant issuedAt,
        JsonNode arguments) {

    /** The {@code ce_type} of the records in {@link Topics#COMMANDS}. */
    public static final String TYPE = "waymark.command.v1";

    /**
     * Asks the console to register a shipment for a merchant, as that merchant's own {@code POST /v1/shipments} would.
     * {@code target} is the shipment's id, {@code merchantId} is not empty, {@code arguments} is that call's body.
     */
    public static final String REGISTER_SHIPMENT = "shipment.register";

    /**
     * Tells the normalizer that a further number is the same parcel's. {@code target} is the id of the parcel's shipment;
     * {@code arguments} is {@code {"shipment": N, "alias": N}}, each {@code N} being {@code {"carrier", "trackingNumber"}}.
     */
    public static final String LINK_ALIAS = "shipment.alias";

    /**
     * Asks the poller to have a further number of a shipment pushed under that shipment's id. {@code target} is the
     * shipment's id, {@code arguments} is {@code {"carrier", "trackingNumber"}}; the carrier {@code auto} is for the
     * provider to recognise.
     */
    public static final String FOLLOW_NUMBER = "shipment.follow";

    /**
     * Asks the normalizer to go by a newer mapping of a provider's codes. Written into every partition, whatever its key;
     * {@code target} is the provider's code, {@code arguments} is {@code {"provider", "version", "mapping"}}, the last
     * being the whole file.
     */
    public static final String PROMOTE_MAPPING = "mapping.promote";

    /**
     * Asks the notifier to send a settlement now: one that waits, or one that the gateway refused. {@code target} is the
     * settlement's id, as of all orders about settlements; none of them has arguments. Carried out or refused, the order
     * is kept in the ledger and published with the settlement, see {@link SettlementChange.Order}.
     */
    public static final String RETRY_SETTLEMENT = "settlement.retry";

    /** Asks the notifier to keep a settlement back until it is released. */
    public static final String HOLD_SETTLEMENT = "settlement.hold";

    /** Asks the notifier to let a held settlement go on, whatever held it. */
    public static final String RELEASE_SETTLEMENT = "settlement.release";

    /** Asks the notifier to give a settlement up for good. */
    public static final String WRITE_OFF_SETTLEMENT = "settlement.write-off";

    /**
     * Asks the notifier to send a webhook's message again now. {@code target} is the endpoint's id, as of all orders about
     * webhooks; {@code arguments} is {@code {"deliveryId"}}.
     */
    public static final String RESEND_WEBHOOK = "webhook.resend";

    /**
     * Asks the notifier to send again, to one endpoint, what it did not get since a time. {@code arguments} is
     * {@code {"since"}}.
     */
    public static final String RECOVER_WEBHOOK = "webhook.recover";

    /** Asks the notifier to send a message of type {@link WebhookType#WEBHOOK_TEST} to one endpoint. No arguments. */
    public static final String TEST_WEBHOOK = "webhook.test";

    /**
     * Tells the console that an endpoint is to be told no more: it answered 410, or has failed for too long.
     * {@code target} is the endpoint's id; {@code reason} says why; {@code arguments} is {@code {"revision"}}, of which
     * revision of the endpoint that was decided: of one that was changed since it does not count. It stays until the merchant
     * enables it again.
     */
    public static final String DISABLE_WEBHOOK = "webhook.disable";

    /**
     * Tells the console what came of an order that no record of its own tells of. {@code target} is the order's id;
     * {@code arguments} is {@code {"state", "detail"}}, the state {@code DONE} or {@code REFUSED}, the detail in words.
     */
    public static final String ANSWER_COMMAND = "command.answer";

    /**
     * Asks the normalizer to put dead letters of its own back into the topics they came from. {@code target} is always
     * {@link #REDRIVE}, so that one order is carried out after the other; {@code arguments} is
     * {@code {"letters": [{"topic", "partition", "offsets"}]}}, the topic being that of the dead letters, the offsets as
     * {@link OffsetRanges} writes them.
     */
    public static final String REDRIVE_DEAD_LETTERS = "dead-letters.redrive";

    /** The target of {@link #REDRIVE_DEAD_LETTERS}. */
    public static final String REDRIVE =
            NameBasedId.of(NameBasedId.WAYMARK, "redrive").toString();

    /**
     * Tells the console that dead letters lie where they came from again. {@code target} is the id of the order that had them
     * put back, or {@link #REDRIVE} where a person did with the command line; {@code arguments} is
     * {@code {"topic", "partition", "offsets"}}, of the dead letters.
     */
    public static final String DEAD_LETTERS_REDRIVEN = "dead-letters.redriven";

    /**
     * Tells the console what another mapping, or another parser, would change. {@code target} is the report's own id;
     * {@code arguments} is a {@link ReplayFindings}.
     */
    public static final String REPORT_REPLAY = "replay.report";

    /**
     * Asks a service to erase what it holds of a person whom a shipment is about. {@code target} is the shipment's id;
     * {@code arguments} is {@code {"service", "erasure"}}: which service, as its consumer group names it, and the id of the
     * erasure, under which the console keeps what came of it. The service answers with {@link #ERASED}.
     */
    public static final String ERASE = "shipment.erase";

    /**
     * Asks a service to erase what it holds of one merchant's registration of a shipment, which others registered too; what is
     * theirs stays. As {@link #ERASE}, and {@code merchantId} says whose. A type of its own: who does not know it must not take
     * it for the other.
     */
    public static final String ERASE_REGISTRATION = "registration.erase";

    /**
     * Tells the console what a service did of an {@link #ERASE} or {@link #ERASE_REGISTRATION}. {@code target} is the erasure's id; {@code arguments} is
     * {@code {"service", "shipmentId", "state", "detail", "counts"}}: of which shipment, since one erasure may be ordered of
     * several ids of one parcel, the state {@code DONE} or {@code REFUSED}, the detail in words, and how many of what were
     * erased, by name. See {@link Erasure}.
     */
    public static final String ERASED = "shipment.erased";

    /**
     * The attributes of the record that it is written in: about its target, of the time when it was asked.
     *
     * @param source who writes it, e.g. {@code /waymark/console}
     */
    public CloudEvent attributes(String source) {
        return CloudEvent.of(id, source, TYPE, target, issuedAt);
    }

    /** Arguments and reasons may hold personal data, which stays out of logs. */
    @Override
    public String toString() {
        return "Command[id=" + id + ", type=" + type + ", target=" + target + "]";
    }
}
