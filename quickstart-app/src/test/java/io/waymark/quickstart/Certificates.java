package io.waymark.quickstart;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An authority of its own and the key pairs that it vouches for, laid out as Strimzi's secrets are mounted: {@code ca.crt},
 * and for each name a {@code user.p12}.
 */
final class Certificates {

    /** Of every key store. */
    static final String PASSWORD = "of-this-run-alone";

    private static final String AUTHORITY = "authority";

    private final Path directory;
    private final Path all;

    /** Makes the authority. */
    Certificates(Path directory) {
        this.directory = directory;
        this.all = directory.resolve("all.p12");
        keytool(AUTHORITY, List.of("-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign"));
        write(authority(), pem());
    }

    /** The authority's own certificate, as text. */
    Path authority() {
        return directory.resolve("ca.crt");
    }

    /** The directory with {@code user.p12} of whoever has this name. */
    Path of(String name) {
        return directory.resolve(name);
    }

    /** Makes a key pair for the name, good for this machine on either side of a connection. */
    void issue(String name) {
        keytool(name, List.of("-signer", AUTHORITY, "-ext", "san=dns:localhost,ip:127.0.0.1"));
        try (OutputStream file =
                Files.newOutputStream(Files.createDirectories(of(name)).resolve("user.p12"))) {
            KeyStore from = loaded();
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            char[] password = PASSWORD.toCharArray();
            own.setKeyEntry(name, from.getKey(name, password), password, from.getCertificateChain(name));
            own.store(file, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(String name, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                all.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(more);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String pem() {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(loaded().getCertificate(AUTHORITY).getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore loaded() {
        try (InputStream file = Files.newInputStream(all)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
