package io.waymark.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;

/** Whether a part can do its work yet. Asked again and again while it starts; never throws. */
@FunctionalInterface
interface Readiness {

    boolean isReady();

    /** Ready once the address answers a GET with 200. */
    static Readiness http(int port, String path) {
        URI address = URI.create("http://localhost:" + port + path);
        return () -> answersOk(address);
    }

    /** Ready once a log, new at this start, has this text in it. */
    static Readiness line(Path log, String text) {
        return () -> contains(log, text);
    }

    /** Ready once the database lets the services in. */
    static Readiness database(int port, String name, String user) {
        String address = "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=" + user + "&password=" + user
                + "&connectTimeout=2&socketTimeout=2";
        return () -> isOpen(address);
    }

    private static boolean answersOk(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(2_000);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean contains(Path log, String text) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains(text));
        } catch (IOException | UncheckedIOException notYet) {
            return false;
        }
    }

    private static boolean isOpen(String address) {
        try (Connection connection = DriverManager.getConnection(address)) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
