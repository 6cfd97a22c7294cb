package io.waymark.console.deadletter;

import io.waymark.contract.RawProvider;
import io.waymark.contract.Topics;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Keeps of a dead letter nothing but its size and who sent it: what it holds is never read here, nor held in memory. */
public final class LetterValueIntake implements Deserializer<LetterValue> {

    @Override
    public LetterValue deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return LetterValue.NONE;
        }
        boolean isRaw = topic.endsWith("." + Topics.RAW.name());
        return new LetterValue(value.length, isRaw ? Words.clean(RawProvider.of(value), Words.SHORT) : "");
    }
}
