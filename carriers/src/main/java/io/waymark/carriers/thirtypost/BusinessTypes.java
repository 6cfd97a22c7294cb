package io.waymark.carriers.thirtypost;

import io.waymark.carriers.InvalidFieldException;
import io.waymark.protocol.Settings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The numbers of the business types: those that are published, and those that an operator was told. */
final class BusinessTypes {

    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,5}");

    private final Map<BusinessType, String> ids = new EnumMap<>(BusinessType.class);

    /** @param settings {@code returned-goods-id} and {@code intercity-id}, if they are known */
    BusinessTypes(Settings settings) {
        Arrays.stream(BusinessType.values()).forEach(type -> ids.put(type, type.publishedId()));
        settings.newest("returned-goods-id").ifPresent(id -> ids.put(BusinessType.RETURNED_GOODS, id));
        settings.newest("intercity-id").ifPresent(id -> ids.put(BusinessType.INTERCITY, id));
    }

    /**
     * The number of a type.
     *
     * @param text a name of {@link BusinessType} or a number, also one that is not published
     * @param field which names it, for the refusal of a text that is neither
     */
    int idOf(String text, String field) {
        String id = BusinessType.named(text).map(ids::get).orElse(text);
        if (ID.matcher(id).matches()) {
            return Integer.parseInt(id);
        }
        throw new InvalidFieldException(
                field, "must be a type of docs/carriers/thirtypost.md whose number is known, or a number");
    }

    /** The type of a number; empty for a number that is nobody's. */
    Optional<BusinessType> typeOf(int id) {
        return ids.entrySet().stream()
                .filter(type -> type.getValue().equals(Integer.toString(id)))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
