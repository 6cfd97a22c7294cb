package io.waymark.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The simulated carriers and gateways, and the control API, on one port: as a library for tests and, with {@code main},
 * as a program. Remembers nothing over a restart.
 */
public final class SandboxServer implements AutoCloseable {

    private static final long SECONDS_TO_START = 20;
    private static final long SECONDS_TO_STOP = 5;

    private final Vertx vertx;
    private final World world;

    private SandboxServer(Vertx vertx, World world) {
        this.vertx = vertx;
        this.world = world;
    }

    /**
     * As a program: settings from the environment, see {@link SandboxSettings}; prints {@code Sandbox is ready at URL} on
     * standard output; stops on SIGTERM. Exit status 1 with the reason on standard error if it cannot start.
     */
    @SuppressWarnings("SystemOut") // the launcher and people read it
    public static void main(String[] arguments) {
        try {
            SandboxServer server = start(SandboxSettings.of(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close-sandbox"));
            System.out.println("Sandbox is ready at " + server.url());
        } catch (RuntimeException e) {
            System.err.println("The sandbox cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Starts it and waits until it listens, on all interfaces.
     *
     * @throws IllegalStateException if it cannot; names the port if that is in use
     */
    public static SandboxServer start(SandboxSettings settings) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)));
        World world = new World(settings);
        SandboxServer server = new SandboxServer(vertx, world);
        try {
            await(vertx.deployVerticle(world), SECONDS_TO_START);
            return server;
        } catch (ExecutionException e) {
            server.close();
            String reason = e.getCause() instanceof BindException
                    ? "port " + settings.port() + " is in use"
                    : String.valueOf(e.getCause());
            throw new IllegalStateException(reason, e.getCause());
        } catch (TimeoutException e) {
            server.close();
            throw new IllegalStateException("not started in time", e);
        }
    }

    public int port() {
        return world.port();
    }

    /** Base of all its addresses, as a service of this machine would configure it. */
    public String url() {
        return "http://localhost:" + port();
    }

    /** Stops it; what is on its way is lost. */
    @Override
    public void close() {
        try {
            await(vertx.close(), SECONDS_TO_STOP);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot stop", e);
        }
    }

    private static void await(Future<?> future, long seconds) throws ExecutionException, TimeoutException {
        try {
            future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
