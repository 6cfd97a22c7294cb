package io.waymark.ingest.secrets;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the files of a directory say, at one moment.
 *
 * @param texts each file's name with its text: the name of a setting, such as {@code waymark.sto.secrets}, or of the
 *     environment variable for it, {@code WAYMARK_STO_SECRETS}
 */
public record SecretFiles(Map<String, String> texts) {

    /** No file at all. */
    public static final SecretFiles NONE = new SecretFiles(Map.of());

    public SecretFiles {
        texts = Map.copyOf(texts);
    }

    /**
     * Settings of which a file wins over what is configured elsewhere; of two files for one setting the one that bears the
     * setting's own name.
     *
     * @param others gives what is configured elsewhere under a setting's name
     */
    public Function<String, Optional<String>> over(Function<String, Optional<String>> others) {
        return name -> Optional.ofNullable(texts.get(name))
                .or(() -> Optional.ofNullable(texts.get(variable(name))))
                .or(() -> others.apply(name));
    }

    private static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Names only: texts are secrets. */
    @Override
    public String toString() {
        return "SecretFiles" + texts.keySet();
    }
}
