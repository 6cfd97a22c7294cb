package io.waymark.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which part of the processors something else took while something was measured: other processes of this machine, and other
 * machines of its host. Ours are this JVM, what it started, and PostgreSQL, which leaves its parent. Linux only; elsewhere
 * nobody is seen.
 */
public final class Bystanders {

    /** In ticks of the system's clock. */
    private record Times(long all, long busy, long ours) {}

    private static final long LOOK_MILLIS = 1000;

    /** What each process of PostgreSQL has taken when it was last seen, by its id: they may end before they are asked about. */
    private final Map<Long, Long> databases = new ConcurrentHashMap<>();

    private final Times begun = now();

    /** Looks on from now on. */
    public Bystanders() {
        new Timer("bystanders", true)
                .schedule(
                        new TimerTask() {
                            @Override
                            public void run() {
                                look();
                            }
                        },
                        LOOK_MILLIS,
                        LOOK_MILLIS);
    }

    /** From 0, nobody, to 1; since this object was made. */
    public double share() {
        Times ended = now();
        long all = ended.all() - begun.all();
        long others = (ended.busy() - begun.busy()) - (ended.ours() - begun.ours());
        return all <= 0 ? 0 : Math.max(0, others / (double) all);
    }

    private Times now() {
        look();
        long[] machine = numbers(Path.of("/proc/stat"), 1, 8); // user nice system idle iowait irq softirq steal
        long all = LongStream.of(machine).sum();
        long idle = machine.length < 8 ? all : machine[3] + machine[4];
        ProcessHandle self = ProcessHandle.current();
        long ours = Stream.concat(Stream.of(self), self.descendants())
                .mapToLong(Bystanders::ticks)
                .sum();
        long stored = databases.values().stream().mapToLong(ticks -> ticks).sum();
        return new Times(all, all - idle, ours + stored);
    }

    private void look() {
        ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                .forEach(process -> databases.merge(process.pid(), ownTicks(process), Math::max));
    }

    /** Of a process alone: one of PostgreSQL's is seen itself, so it does not count with its parent. */
    private static long ownTicks(ProcessHandle process) {
        return LongStream.of(numbers(Path.of("/proc", Long.toString(process.pid()), "stat"), 11, 2))
                .sum();
    }

    /** Of a process, and of those of its children that have ended. */
    private static long ticks(ProcessHandle process) {
        return LongStream.of(numbers(Path.of("/proc", Long.toString(process.pid()), "stat"), 11, 4))
                .sum();
    }

    /** Some of the numbers of the first line, behind the name in brackets where there is one; none where it cannot be read. */
    private static long[] numbers(Path file, int first, int count) {
        try (Stream<String> lines = Files.lines(file)) {
            String line = lines.findFirst().orElse("");
            List<String> words = Arrays.asList(
                    line.substring(line.lastIndexOf(')') + 1).strip().split(" +"));
            return words.stream()
                    .skip(first)
                    .limit(count)
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException e) {
            return new long[0]; // it has ended meanwhile
        }
    }
}
