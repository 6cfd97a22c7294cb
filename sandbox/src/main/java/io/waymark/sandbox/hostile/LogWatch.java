package io.waymark.sandbox.hostile;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Everything that this JVM logs while it is open, with parameters and causes, whatever becomes of it elsewhere. */
public final class LogWatch extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> sought;
    private final Collection<String> found = new ConcurrentLinkedQueue<>();

    private LogWatch(Collection<String> sought) {
        this.sought = List.copyOf(sought);
    }

    /** Begins to look for texts. */
    public static LogWatch forAny(Collection<String> sought) {
        LogWatch watch = new LogWatch(sought);
        ROOT.addHandler(watch);
        return watch;
    }

    /** The lines with one of the texts so far. */
    public List<String> found() {
        return List.copyOf(found);
    }

    @Override
    public void publish(LogRecord line) {
        StringWriter text = new StringWriter();
        text.append(line.getLoggerName()).append(' ').append(line.getMessage()).append(' ');
        text.append(Arrays.toString(line.getParameters())).append(' ');
        if (line.getThrown() != null) {
            line.getThrown().printStackTrace(new PrintWriter(text));
        }
        String all = text.toString();
        if (sought.stream().anyMatch(all::contains)) {
            found.add(all.length() > 2000 ? all.substring(0, 2000) : all);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
