package io.waymark.protocol;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of one provider or gateway under its own names, e.g. {@code salts}: addresses, account, secrets. Where
 * several secrets are in use at a time (rotation) the newest comes first.
 *
 * @param values each name with its values; a name without values is the same as no name
 */
public record Settings(Map<String, List<String>> values) {

    /** Nothing configured: not even defaults. */
    public static final Settings NONE = new Settings(Map.of());

    /** Blanks around a value are a slip of whoever wrote the list, and an empty value is none. */
    public Settings {
        values = values.entrySet().stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().stream()
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList()));
    }

    /**
     * What is configured for a provider or a gateway, with its defaults.
     *
     * @param owner its code, e.g. {@code sto}
     * @param declared everything that can be configured for it
     * @param source gives the text configured under a name such as {@code waymark.sto.app-key}; empty if there is none
     */
    public static Settings of(String owner, List<Setting> declared, Function<String, Optional<String>> source) {
        String prefix = "waymark." + owner + ".";
        return new Settings(declared.stream()
                .collect(toUnmodifiableMap(
                        Setting::name,
                        setting -> split(
                                setting, source.apply(prefix + setting.name()).orElse(setting.byDefault())))));
    }

    private static List<String> split(Setting setting, String text) {
        return setting.isList() ? Arrays.asList(text.split(",", -1)) : List.of(text);
    }

    /** Every value of that name, newest first; empty if it is not configured. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The newest value of that name; empty if it is not configured. */
    public Optional<String> newest(String name) {
        return all(name).stream().findFirst();
    }

    /** Whether the value of that name is {@code true}, in any case of letters. */
    public boolean isOn(String name) {
        return newest(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** These, if each of those names is configured; empty otherwise. For what needs all of them. */
    public Optional<Settings> having(String... names) {
        return Optional.of(this).filter(settings -> Arrays.stream(names)
                .allMatch(name -> settings.newest(name).isPresent()));
    }

    /** The newest value of a name that is known to be configured, see {@link #having}. */
    public String value(String name) {
        return newest(name).orElseThrow(() -> new IllegalStateException(name + " is not configured"));
    }

    /** A base URL that is known to be configured, without slashes at its end. */
    public String url(String name) {
        return value(name).replaceFirst("/+$", "");
    }

    /** Names only: values are secrets. */
    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
