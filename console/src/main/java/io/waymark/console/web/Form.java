package io.waymark.console.web;

import io.waymark.api.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into a form, so that it is still there where it was refused.
 *
 * @param said by field's name; of a field that was not sent nothing
 * @param refused why it did nothing; null for a form that was not sent yet
 */
public record Form(Map<String, List<String>> said, @Nullable Problem refused) {

    /** One that was not sent yet. */
    static final Form FRESH = new Form(Map.of(), null);

    /** @param pairs names, each followed by what was said; null if nothing */
    static Form of(@Nullable String... pairs) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            String value = pairs[i + 1];
            said.put(String.valueOf(pairs[i]), value == null ? List.of() : List.of(value));
        }
        return new Form(said, null);
    }

    /** The same with a field of which several may be picked. */
    Form with(String name, List<String> picked) {
        Map<String, List<String>> more = new LinkedHashMap<>(said);
        more.put(name, List.copyOf(picked));
        return new Form(more, refused);
    }

    /** The same once it was refused. */
    Form refused(Problem why) {
        return new Form(said, why);
    }

    /** What was said in a field; empty if nothing. */
    public String field(String name) {
        return values(name).findFirst().orElse("");
    }

    /** Whether it was picked. */
    public boolean has(String name, String value) {
        return values(name).anyMatch(value::equals);
    }

    /** Whether it was sent, and came back. */
    public boolean isRefused() {
        return refused != null;
    }

    /** Why it was refused; only for one that was. */
    public Refusal why() {
        return Refusal.of(Objects.requireNonNull(refused, "not refused"));
    }

    /** Whether a field is at fault. */
    public boolean isAtFault(String name) {
        return refused != null
                && refused.errors() != null
                && refused.errors().stream().anyMatch(error -> error.field().matches(name + "(\\W.*)?"));
    }

    private Stream<String> values(String name) {
        return said.getOrDefault(name, List.of()).stream();
    }
}
