package io.waymark.ingest.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A directory with a file for each setting, as Kubernetes mounts a Secret: there the files are links into the directory
 * {@code ..data}, itself a link that is replaced at once by one to the next version. The files of one version are read
 * together, whatever happens in between. A plain directory will do too.
 *
 * @param path the directory; names in it that begin with a full stop are not looked at
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod">Kubernetes,
 *     Secrets as files</a>, read 2026-11-22
 */
public record SecretsDirectory(Path path) {

    private static final String VERSION = "..data";

    /** Lists of secrets are far shorter. */
    private static final long MAX_BYTES = 64 * 1024;

    /**
     * Every file's text, without blanks around it.
     *
     * @throws IOException if anything is not as it should be: no directory, no file in it, or a file that is empty, no
     *     UTF-8, over 64 KiB or unreadable. Names the file, and quotes nothing of it
     */
    public SecretFiles read() throws IOException {
        Path link = path.resolve(VERSION);
        Path version = Files.isSymbolicLink(link) ? link.toRealPath() : path;
        Map<String, String> texts = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(version, SecretsDirectory::isSetting)) {
            for (Path file : files) {
                texts.put(name(file), text(file));
            }
        }
        if (texts.isEmpty()) {
            throw new IOException("no file in " + path);
        }
        return new SecretFiles(texts);
    }

    private static boolean isSetting(Path file) {
        return !name(file).startsWith(".") && !Files.isDirectory(file);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("too long: " + name(file));
        }
        String text = decoded(file).strip();
        if (text.isEmpty()) {
            throw new IOException("empty: " + name(file));
        }
        return text;
    }

    private static String decoded(Path file) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("no UTF-8: " + name(file), e);
        }
    }
}
