package io.waymark.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.gateways.Preparation.Ready;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link GatewayContractTest} must know of a gateway to hold it to the rules: a whole configuration, and what its
 * answers look like. The check of a signature is code of its own.
 */
public interface Specimen {

    /** A moment like any other. */
    Moment NOW = new Moment(Instant.ofEpochMilli(1651888520935L), "58675");

    Gateway gateway();

    /** Every setting without which there is no account, by its bare name. */
    Map<String, String> configured();

    /** Of those, what must never be seen: not the merchant's number, which is in every call. */
    List<String> secrets();

    /** The answer that an upload of that transaction was taken. */
    GatewayAnswer success(String transaction);

    /** The answer to an upload with a code, and nothing else that matters. */
    GatewayAnswer failure(String code);

    /** Whether the call bears a right signature over what it sends. */
    boolean isRightlySigned(HttpCall call);

    /** Whether calls bear the moment they are made at. */
    boolean bearsTheMoment();

    /** A configured account. */
    default GatewayAccount account() {
        return account(Map.of());
    }

    /** A configured account with more settings, or others. */
    default GatewayAccount account(Map<String, String> more) {
        return gateway().account(settings(more)).orElseThrow();
    }

    default Settings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(configured());
        all.putAll(more);
        return settingsOf(all);
    }

    default Settings settingsOf(Map<String, String> configured) {
        String prefix = "waymark." + gateway().id() + ".";
        return Settings.of(
                gateway().id(),
                gateway().settings(),
                key -> Optional.ofNullable(configured.get(key.substring(prefix.length()))));
    }

    /** An upload that lacks nothing. */
    default Upload upload() {
        return upload("2022051810582957553", "SF1234567890");
    }

    default Upload upload(String transaction, String trackingNumber) {
        return new Upload(transaction, "ORDER-1", "sf", "SF", trackingNumber, "https://carrier.test/SF1234567890");
    }

    default HttpCall call(Upload upload, Moment moment) {
        return ((Ready) account().prepare(upload, moment)).call();
    }

    static GatewayAnswer answer(int status, String body) {
        return new GatewayAnswer(status, Map.of(), body.getBytes(UTF_8));
    }
}
