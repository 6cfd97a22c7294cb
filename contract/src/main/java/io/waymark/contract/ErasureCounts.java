package io.waymark.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;
import java.util.TreeMap;

/** How many of what a service erased, by name, as it is kept: a JSON object of whole numbers. */
public final class ErasureCounts {

    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private ErasureCounts() {}

    /** Counts as they are kept. */
    public static String write(Map<String, Long> counts) {
        try {
            return JsonSerde.mapper().writeValueAsString(new TreeMap<>(counts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can always be written", e);
        }
    }

    /** What {@link #write} wrote, in the order of the names. */
    public static Map<String, Long> read(String kept) {
        try {
            return JsonSerde.mapper().readValue(kept, COUNTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the counts kept are none", e);
        }
    }
}
