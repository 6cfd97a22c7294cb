/** What every question shares: options, the machine, load at a constant rate, latencies, results in files, and the guard over ratios. */
@NullMarked
package io.waymark.bench.harness;

import org.jspecify.annotations.NullMarked;
