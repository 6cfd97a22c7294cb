package io.waymark.carriers.thirtypost;

import io.waymark.carriers.InvalidFieldException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What only this carrier asks for. Every refusal names the field as our API does. */
final class BillOptions {

    private static final Set<String> NAMES = Set.of(
            "branch",
            "business",
            "agency",
            "insured",
            "unitPrice",
            "packages",
            "tariff",
            "insurance",
            "delivery",
            "boxes",
            "length",
            "width",
            "height");

    private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");

    private final Map<String, String> options;

    /** @throws InvalidFieldException for an option that is none: it may be a misspelt one that must not get lost */
    BillOptions(Map<String, String> options) {
        options.keySet().stream()
                .filter(name -> !NAMES.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidFieldException("options", "must be among " + new TreeSet<>(NAMES));
                });
        this.options = options;
    }

    /** An option's text, without blanks around it; empty if it is not there. */
    Optional<String> text(String name) {
        return Optional.ofNullable(options.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A number from 1 on; empty if it is not there. */
    Optional<Integer> whole(String name) {
        return text(name).map(text -> {
            if (WHOLE.matcher(text).matches() && Integer.parseInt(text) > 0) {
                return Integer.parseInt(text);
            }
            throw new InvalidFieldException("options." + name, "must be a whole number, at least 1");
        });
    }

    /** A number; 0 if it is not there. */
    BigDecimal decimal(String name) {
        return text(name)
                .map(text -> {
                    if (DECIMAL.matcher(text).matches()) {
                        return new BigDecimal(text);
                    }
                    throw new InvalidFieldException("options." + name, "must be a number, at least 0");
                })
                .orElse(BigDecimal.ZERO);
    }

    /** A yes or no; no if it is not there. */
    boolean isOn(String name) {
        return text(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new InvalidFieldException("options." + name, "must be true or false");
                })
                .orElse(false);
    }
}
