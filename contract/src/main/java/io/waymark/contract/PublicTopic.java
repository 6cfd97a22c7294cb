package io.waymark.contract;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The topics that consumers outside may read, and by which version of its schema each is written now. All other topics are
 * between the services and may change with them.
 *
 * <p>Every version that was ever released lies beside this class, in {@code schemas/<topic>/<version>}: what is written fits
 * {@code producer.json} exactly; {@code consumer.json} is what a reader may rely on, whatever comes later. {@code asyncapi.yaml}
 * describes topics, keys and headers.
 */
public enum PublicTopic {
    EVENTS(Topics.EVENTS, "waymark.event.v1", "1.0"),
    LATEST(Topics.LATEST, "waymark.latest.v1", "1.0"),
    SETTLEMENTS(Topics.SETTLEMENTS, "waymark.settlement.v1", "1.0");

    private static final Map<String, PublicTopic> BY_TYPE =
            Stream.of(values()).collect(toUnmodifiableMap(PublicTopic::type, identity()));

    private final Topic<String, ?> topic;
    private final String type;
    private final String version;
    private final String dataSchema;

    PublicTopic(Topic<String, ?> topic, String type, String version) {
        this.topic = topic;
        this.type = type;
        this.version = version;
        this.dataSchema = "urn:waymark:schema:" + topic.name() + ":" + version;
    }

    /** The topic itself. */
    public Topic<String, ?> topic() {
        return topic;
    }

    /** The {@code ce_type} of all its records. */
    public String type() {
        return type;
    }

    /** The version of its schema by which it is written now, e.g. {@code 1.0}: the first number is that of the topic's name. */
    public String version() {
        return version;
    }

    /** The {@code ce_dataschema} of what is written now, which is also the {@code $id} of its {@code producer.json}. */
    public String dataSchema() {
        return dataSchema;
    }

    /** The one whose records are of this {@code ce_type}; empty for those of all other topics. */
    static Optional<PublicTopic> ofType(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }
}
