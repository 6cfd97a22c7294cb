package io.waymark.console.conservation;

import io.waymark.contract.RawProvider;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Keeps of a raw record nothing but who sent it: what carriers said is never read here, nor held in memory. */
public final class ProviderIntake implements Deserializer<String> {

    @Override
    public String deserialize(String topic, byte @Nullable [] value) {
        // a database refuses the one character that no provider's name has
        return RawProvider.of(value).replace('\u0000', '?');
    }
}
