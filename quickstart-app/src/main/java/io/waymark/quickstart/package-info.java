/**
 * Runs Waymark on one machine: Kafka, PostgreSQL, the sandbox and the five services, each a child process. Starts them in
 * order, watches them, stops them in the reverse order, and clears away what a launcher that was killed left behind.
 */
@NullMarked
package io.waymark.quickstart;

import org.jspecify.annotations.NullMarked;
