package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.MappingException;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Mappings that an operator wrote: a directory of files {@code <provider>.csv}. */
final class MappingFiles {

    private static final String ENDING = ".csv";

    private MappingFiles() {}

    /**
     * Every mapping in a directory. Files with another ending are not looked at.
     *
     * @throws IllegalArgumentException naming file, line and reason, if one is not of a provider, is not right as {@link
     *     Mapping#replacement} says, or is not of a higher version than this release's; also if there is none
     */
    static List<Mapping> in(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Mapping> mappings = files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(MappingFiles::read)
                    .toList();
            if (mappings.isEmpty()) {
                throw new IllegalArgumentException(directory + ": no file <provider>" + ENDING);
            }
            return mappings;
        } catch (IOException e) {
            throw new IllegalArgumentException(directory + ": not a directory that can be read", e);
        }
    }

    private static Mapping read(Path file) {
        String name = file.getFileName().toString();
        ProviderId provider = Providers.of(name.substring(0, name.length() - ENDING.length()))
                .orElseThrow(() -> new IllegalArgumentException(file + ": named after no provider"))
                .id();
        Mapping released = Mapping.builtIn(provider);
        try {
            Mapping mapping = released.replacement(Files.readString(file, UTF_8));
            Providers.of(provider.code()).orElseThrow().meanings(mapping);
            if (mapping.version() <= released.version()) {
                throw new MappingException(
                        1, "version " + mapping.version() + " is not higher than this release's " + released.version());
            }
            return mapping;
        } catch (MappingException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": not in UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }
}
