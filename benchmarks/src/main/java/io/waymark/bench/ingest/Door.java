package io.waymark.bench.ingest;

import io.waymark.bench.SamplePush;
import io.waymark.bench.SampleScan;
import io.waymark.bench.service.Backdrop;
import io.waymark.bench.service.JavaProcess;
import io.waymark.bench.service.ServiceProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Something that takes callbacks and makes them durable in Kafka, as a process of its own.
 *
 * @param name as results call it
 * @param port where it listens
 * @param cpuSeconds that it has used so far
 * @param process to be closed
 */
record Door(String name, int port, DoubleSupplier cpuSeconds, AutoCloseable process) implements AutoCloseable {

    static final String OURS = "webhook-ingest";
    static final String BARE = "bare handler";
    static final String PEER = "Spring Boot";

    private static final Path TARGET = Path.of("benchmarks", "target");
    private static final Path PEER_JAR = Path.of("benchmarks", "peers", "spring", "target", "spring-peer.jar");
    private static final int READY_SECONDS = 60;

    /**
     * Ours, the limit, and the peer where it is built, in this order, all listening.
     *
     * @param alone whether the peer stays away
     */
    static List<Door> all(String bootstrapServers, boolean alone) throws IOException, InterruptedException {
        List<Door> doors = new ArrayList<>();
        doors.add(ours(OURS, bootstrapServers, Backdrop.SEALING_KEY));
        int bare = JavaProcess.freePort();
        doors.add(of(
                BARE,
                bare,
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareDoor.class.getName(),
                        Integer.toString(bare),
                        bootstrapServers)));
        if (!alone && Files.exists(PEER_JAR)) {
            int peer = JavaProcess.freePort();
            doors.add(of(
                    PEER,
                    peer,
                    List.of(
                            "-Dserver.port=" + peer,
                            "-Dspring.kafka.bootstrap-servers=" + bootstrapServers,
                            "-jar",
                            PEER_JAR.toString())));
        }
        return doors;
    }

    /**
     * Ours.
     *
     * @param masterKeys with which it seals, or {@code off}
     */
    static Door ours(String name, String bootstrapServers, String masterKeys) throws IOException, InterruptedException {
        int port = JavaProcess.freePort();
        ServiceProcess service = ServiceProcess.start(
                "webhook-ingest",
                Map.of(
                        "kafka.bootstrap.servers",
                        bootstrapServers,
                        "waymark.sealing.keys",
                        masterKeys,
                        "waymark.kuaidi100.master-secrets",
                        SamplePush.MASTER_SECRET,
                        "waymark.sto.secrets",
                        SampleScan.SECRET,
                        "waymark.ingest.spool.dir",
                        Files.createTempDirectory("waymark-spool").toString(),
                        "quarkus.http.port",
                        Integer.toString(port)));
        service.awaitReady();
        return new Door(name, port, service::cpuSeconds, service);
    }

    private static Door of(String name, int port, List<String> command) throws IOException, InterruptedException {
        JavaProcess process = new JavaProcess(TARGET.resolve(name.replace(' ', '-') + ".log"), command);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " does not get ready; see its log");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return new Door(name, port, process::cpuSeconds, process);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws Exception {
        process.close();
    }
}
