package io.waymark.carriers;

import io.waymark.protocol.Setting;
import io.waymark.protocol.Settings;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** One provider's protocol. What a provider cannot do it does not offer. */
public interface Provider {

    /** Which provider this is. */
    ProviderId id();

    /** The one carrier that it speaks for, in Waymark's code; empty if it speaks for many. */
    Optional<String> carrier();

    /** Everything that can be configured for it. */
    List<Setting> settings();

    /** Reads its payloads, pushed or asked for, with times meant in China; needs no secret. */
    default PayloadParser parser() {
        return parser(LocalTimes.CHINA);
    }

    /**
     * Reads its payloads, pushed or asked for; needs no secret.
     *
     * @param zone in which a time is meant that has none
     */
    PayloadParser parser(ZoneId zone);

    /** What its codes mean by the mapping that this release brings; needs no secret. */
    default StatusMeanings meanings() {
        return meanings(Mapping.builtIn(id()));
    }

    /**
     * What its codes mean by another mapping.
     *
     * @throws MappingException if a code is listed twice
     */
    StatusMeanings meanings(Mapping mapping);

    /** Checks its callbacks; empty if it makes none. */
    Optional<PushProtocol> push(Settings settings);

    /** What it can be asked to do. An operation for which a setting is missing is not among them. */
    Operations operations(Settings settings);
}
