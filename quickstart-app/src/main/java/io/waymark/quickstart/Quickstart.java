package io.waymark.quickstart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The launcher, which the script {@code quickstart} starts. Ends with status 2 for a command line it does not understand,
 * and with 1, everything stopped, if Waymark cannot start or already runs; otherwise it runs until SIGTERM or Ctrl-C.
 */
public final class Quickstart {

    private final Options options;
    private final DataDirectory data;
    private final Journal journal;
    private final ChildLedger ledger;
    private final Leftovers leftovers;

    private Quickstart(Options options) {
        this.options = options;
        this.data = new DataDirectory(options.data());
        this.journal = new Journal(data.log(DataDirectory.LAUNCHER));
        this.ledger = new ChildLedger(data.children());
        this.leftovers = new Leftovers(ledger, data.database());
    }

    /** Runs the launcher; see the class. The system property {@code waymark.root} names the project's directory. */
    @SuppressWarnings("SystemOut")
    public static void main(String... arguments) throws InterruptedException {
        try {
            new Quickstart(Options.parse(arguments)).run();
        } catch (UsageException e) {
            System.err.println("quickstart: " + e.getMessage());
            System.exit(2);
        } catch (StartException e) {
            System.err.println("quickstart: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws InterruptedException {
        RunLock lock = prepare();
        Settings settings = Settings.over(System.getenv());
        Path root = Path.of(System.getProperty("waymark.root", ".")).toAbsolutePath();
        Stack stack =
                new Stack(new Assembly(root, data, settings.environment(), ledger).children(), leftovers, journal);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, lock), "stop"));
        try {
            stack.start();
            journal.say(Directions.table(data));
            journal.say("Waymark is ready");
            if (options.demo()) {
                new Demo(settings.apiKey(), journal).begin();
            }
        } catch (StartException e) {
            if (!stack.isStopping()) {
                throw e;
            }
        }
        stack.awaitStop();
    }

    /** Makes sure that this launcher is the only one here, that nothing of an earlier one runs, and that the ports are free. */
    private RunLock prepare() {
        data.create();
        RunLock lock = RunLock.take(data);
        data.rotateLogs();
        if (leftovers.exist()) {
            journal.say("Stopping what an earlier run left behind ...");
        }
        leftovers.stop();
        FreePorts.require(List.of(Part.values()));
        if (options.fresh()) {
            data.wipe();
        }
        return lock;
    }

    private void stop(Stack stack, RunLock lock) {
        long began = System.nanoTime();
        journal.say("Stopping ...");
        stack.stop();
        double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
        journal.say(String.format(Locale.ROOT, "Stopped in %.1f s", seconds));
        lock.release();
    }
}
