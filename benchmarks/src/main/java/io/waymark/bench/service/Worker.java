package io.waymark.bench.service;

/** A process beside this one. */
public interface Worker {

    boolean isAlive();

    /** How long processors have worked for it so far, in seconds. */
    double cpuSeconds();
}
