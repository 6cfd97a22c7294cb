package io.waymark.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.waymark.image.Dockerfile.Instruction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An image as a Dockerfile describes it, built without an engine to an archive in OCI layout. Everything in it has one time
 * and nobody's name, so that the same content is the same image, digest for digest.
 *
 * <p>Nothing can be run while it is built: an instruction that would is refused, as is every other that our Dockerfiles do
 * without.
 */
final class ImageArchive {

    private static final Pattern COPY = Pattern.compile("(?:--chown=(\\d+:\\d+) )?(\\S+)/ (/\\S+)/");
    private static final Pattern PAIR = Pattern.compile("([\\w.]+)=\"?([^\"]*)\"?");
    private static final String ROOT_OWNED = "";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path context;
    private final JibContainerBuilder image;

    private ImageArchive(Path context, JibContainerBuilder image) {
        this.context = context;
        this.image = image.setFormat(ImageFormat.OCI);
    }

    /**
     * Builds what the file {@code Dockerfile} in the context describes.
     *
     * @param context the directory that {@code COPY} copies from
     * @param base of the image: a name with or without a registry and a digest, {@code tar:///path} of an archive as {@code
     *     docker save} writes it, or {@code scratch}
     * @param name of the image, with a tag
     * @return with the image's digest
     */
    static JibContainer build(Path context, String base, String name, Path archive) throws Exception {
        Dockerfile dockerfile = Dockerfile.read(context.resolve("Dockerfile"), Map.of("BASE", base));
        List<Instruction> instructions = dockerfile.instructions();
        ImageArchive built = new ImageArchive(context, from(instructions.get(0)));
        for (Instruction instruction : instructions.subList(1, instructions.size())) {
            built.add(instruction);
        }
        Path cache = archive.resolveSibling("jib-cache");
        return built.image.containerize(Containerizer.to(TarImage.at(archive).named(name))
                .setApplicationLayersCache(cache)
                .setBaseImageLayersCache(cache)
                .setToolName("waymark"));
    }

    private static JibContainerBuilder from(Instruction first) throws InvalidImageReferenceException {
        if (!first.keyword().equals("FROM")) {
            throw refused(first);
        }
        return first.text().equals("scratch") ? Jib.fromScratch() : Jib.from(first.text());
    }

    private void add(Instruction instruction) throws IOException {
        String text = instruction.text();
        switch (instruction.keyword()) {
            case "LABEL" -> {
                Matcher label = matched(PAIR, instruction);
                image.addLabel(label.group(1), label.group(2));
            }
            case "ENV" -> {
                Matcher variable = matched(PAIR, instruction);
                image.addEnvironmentVariable(variable.group(1), variable.group(2));
            }
            case "COPY" -> image.addFileEntriesLayer(layer(matched(COPY, instruction)));
            case "USER" -> image.setUser(text);
            case "WORKDIR" -> image.setWorkingDirectory(AbsoluteUnixPath.get(text));
            case "EXPOSE" ->
                Stream.of(text.split(" ")).map(Integer::valueOf).map(Port::tcp).forEach(image::addExposedPort);
            case "ENTRYPOINT" -> image.setEntrypoint(words(text));
            case "CMD" -> image.setProgramArguments(words(text));
            default -> throw refused(instruction);
        }
    }

    private FileEntriesLayer layer(Matcher copy) throws IOException {
        String owner = copy.group(1) == null ? ROOT_OWNED : copy.group(1);
        Path from = context.resolve(copy.group(2));
        AbsoluteUnixPath into = AbsoluteUnixPath.get(copy.group(3));
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(copy.group(2));
        try (Stream<Path> children = Files.list(from)) {
            for (Path child : children.sorted().toList()) {
                layer.addEntryRecursive(
                        child,
                        into.resolve(child.getFileName().toString()),
                        FileEntriesLayer.DEFAULT_FILE_PERMISSIONS_PROVIDER,
                        FileEntriesLayer.DEFAULT_MODIFICATION_TIME_PROVIDER,
                        (file, path) -> owner);
            }
        }
        return layer.build();
    }

    private static List<String> words(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Matcher matched(Pattern pattern, Instruction instruction) {
        Matcher matcher = pattern.matcher(instruction.text());
        if (!matcher.matches()) {
            throw refused(instruction);
        }
        return matcher;
    }

    private static IllegalArgumentException refused(Instruction instruction) {
        return new IllegalArgumentException(
                "cannot be built without an engine: " + instruction.keyword() + " " + instruction.text());
    }
}
