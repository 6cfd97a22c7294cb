package io.waymark.bench.startup;

import io.waymark.bench.service.ServiceProcess;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One start of a service.
 *
 * @param readySeconds from when its process was made to when it said that it is ready
 * @param cpuSeconds of processors, up to then
 * @param residentMebibytes a while later, with nothing to do
 */
record Start(double readySeconds, double cpuSeconds, double residentMebibytes) {

    /** Starts it; returns once it has been idle for so long. Its maker closes it. */
    static Start of(ServiceProcess.Starter starter, long idleMillis) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (ServiceProcess service = starter.start()) {
            service.awaitReady();
            double ready = (System.nanoTime() - begun) / 1e9;
            double cpu = service.cpuSeconds();
            Thread.sleep(idleMillis);
            return new Start(ready, cpu, service.residentBytes() / (double) (1 << 20));
        }
    }

    static double median(List<Start> starts, ToDoubleFunction<Start> what) {
        return starts.stream()
                .map(what::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(starts.size() / 2);
    }
}
